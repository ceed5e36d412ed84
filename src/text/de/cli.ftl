cli-cannot-be-read = { $key } ist nicht zu lesen
cli-there-are-no-completions-for = dafür gibt es keine Vervollständigung
cli-there-is-no-command-called = es gibt keinen Befehl { $name }
cli-this-system-has-no-folder = dieses System hat keinen Ordner für Einstellungen
cli-is-there-already-and-was = { $path } gibt es schon und ist geblieben, wie es ist
cli-cannot-be-written = { $path } ist nicht zu schreiben: { $error }
cli-there-is-no-everything-is = { $path } gibt es nicht: alles ist wie vorgegeben.
cli-nothing-is-wrong-with-the = An den Einstellungen ist nichts falsch.
cli-leads-to-no-role-its = { $here } führt zu keiner Rolle: die Karriereleiter hat keine Beförderung, und keine Rolle baut darauf auf
cli-name-the-role-to-come = die Zielrolle nennen: rolebook delta VON NACH
cli-is-next-by-the-career = { $one } kommt nach der Karriereleiter als Nächstes.
cli-is-taken-for-the-next = { $one } gilt als nächste Rolle: sie baut auf dieser auf.
cli-leads-to-several-roles-name = { $here } führt zu mehreren Rollen; eine davon nennen:
cli-none-of-the-files-has = keine der Dateien hat einen Stempel: mit --stamp exportieren
cli-it-is-current = Sie ist aktuell.
cli-all-are-current = Alle { $all } sind aktuell.
cli-of-not-current = { $behind } von { $all } nicht aktuell.
cli-there-are-too-many-folders = es sind zu viele Ordner oder Dateien
cli-is-current = { " " }ist aktuell
cli-is-no-longer-in-the = { " " }ist nicht mehr im Katalog
cli-its-stamp-cannot-be-read = : der Stempel ist nicht zu lesen
cli-it-has-no-stamp-export = : hat keinen Stempel; mit --stamp exportieren
cli-is-behind = { " " }ist veraltet
cli-it-was-written-at = ; geschrieben bei { $revision }
cli-one-more-line-whose-words =
    { "  " }- eine weitere Zeile, deren Worte nicht aufbewahrt sind
    { "" }
cli-more-lines-whose-words-are =
    { "  " }- { $many } weitere Zeilen, deren Worte nicht aufbewahrt sind
    { "" }
cli-the-order-of-lines-changed =
    { "  " }die Reihenfolge der Zeilen hat sich geändert
    { "" }
cli-this = Das { $in_words }
cli-removed = Entfernt:
cli-saved = Gespeichert:
cli-nothing-to-change-it-says = Nichts zu ändern: es steht schon so da
cli-an-error = ein Fehler
cli-a-warning = eine Warnung
cli-a-note = ein Hinweis
cli-nothing-is-found-in =
    Nichts gefunden in
    { "" }
cli-found-in =
    Gefunden in
    { "" }
cli-found-at-in =
    Gefunden ({ $finds }) in
    { "" }
cli-and = { " " }und{ " " }
cli-catalog-toml =
    { "    " }{ $line }   # catalog.toml
    { "" }
cli-what-is-right-as-it =
    Was richtig ist, wie es ist, kann eine Ausnahme bekommen: rolebook waive ADRESSE { $id } --reason '…'
    { "" }
cli-there-is-nothing-to-export = es gibt nichts zu exportieren
cli-pages-do-not-go-into = { $pieces } Seiten gehen nicht in eine: mit --out einen Ordner angeben
cli-saved-2 = { $name } gespeichert
cli-cannot-be-written-2 = { $folder } ist nicht zu schreiben: { $error }
cli-it-could-not-be-copied = es ließ sich nicht kopieren: { $why }
cli-write-it-to-a-file = mit --out in eine Datei schreiben
cli-it-is-in-the-clipboard = Es ist in der Zwischenablage.
cli-there-is-no-terminal-to = es gibt kein Terminal, das zu bitten wäre
cli-it-was-given-to-the = Es ging an das Terminal für dessen Zwischenablage; wenn sich nichts einfügen lässt, erlaubt es das nicht.
cli-nothing-to-change-the-layout = Nichts zu ändern: die Anordnung ist, wie sie sein soll
cli-has-no-family-of-this = in { $path } ist keine Familie dieses Katalogs: eine .toml-Datei oder einen Ordner nennen
cli-laid-out-the-file = die Datei angeordnet
cli-it-is-left-as-it = { $error } Sie bleibt, wie sie ist.
cli-all-keys = Alle Tasten
cli-there-is-no-topic-and = es gibt kein Thema und keinen Befehl { $word }; Themen:
cli-topics-with-rolebook-help-topic =
    Themen, mit rolebook help THEMA:

    { "" }
cli-every-key-place-by-place = Jede Taste, Ort für Ort, wie sie eingestellt ist.
cli-commands-with-rolebook-help-command =
    { "" }
    Befehle, mit rolebook help BEFEHL:

    { "" }
cli-the-user-has-no-folder = es gibt keinen Ordner für Journale: in ROLEBOOK_STATE einen nennen
cli-nothing-was-left-unsaved = Nichts blieb ungespeichert
cli-not-known = (nicht bekannt)
cli-in-use = { "  " }in Gebrauch
cli-form = { "  " }Formular  { $title }
cli-damaged = { "  " }beschädigt  { $damaged }
cli-just-now = gerade eben
cli-nothing-was-left-unsaved-that = nichts blieb ungespeichert, das nicht in Gebrauch ist
cli-there-are-several-name-one = es gibt mehrere: eines davon nennen
cli-there-is-no-journal-rolebook = es gibt kein Journal { $id }: `rolebook journal list` zeigt, welche es gibt
cli-the-journal-does-not-tell = das Journal { $id } sagt seinen Katalog nicht mehr: den Katalog öffnen, um es dort wiederherzustellen
cli-restored = { $path } wiederhergestellt
cli-the-form-is-in-no = Das Formular { $title } ist in keiner Datei: den Katalog öffnen, um damit weiterzumachen, oder mit `rolebook journal discard { $id }` verwerfen
cli-damaged-2 = { $damaged } beschädigt
cli-not-all-of-was-restored = nicht alles von { $id } ist wiederhergestellt; der Rest ist noch da:
cli-was-to-be-open-the = { $file } sollte { $value } werden: dafür den Katalog öffnen
cli-more-roles-are-joined-with = { $left_out } weitere Rollen hängen durch Schritte daran und sind weggelassen
cli-the-catalog-has-no-department = der Katalog hat keinen Bereich { $name }; er hat diese:
cli-is-not-a-file = { $path } ist keine Datei
cli-nothing-is-merged = nichts ist zusammengeführt: { $problem }
cli-conflicts = { $many ->
        [one] 1 Konflikt
       *[other] { $many } Konflikte
    }
cli-has-ours-there = { $count }; in { $file } steht dort das Hiesige:
cli-the-result-cannot-be-written = das Ergebnis ist nicht zu schreiben: { $error }
cli-the-catalog-is-named-twice = der Katalog ist zweimal genannt: als PATH und mit --catalog
cli-did-you-mean-rolebook = Ist `rolebook { $command }` gemeint?
cli-this-is-not-a-terminal = das ist kein Terminal; eines davon aufrufen:
cli-the-other-catalog-cannot-be = der andere Katalog ist nicht zu öffnen: { $failed }
cli-a-grade-is-for-the = eine Stufe ist für die Rollen, die angelegt werden: auch --roles oder --template angeben
cli-there-are-families-with-similar = Es gibt Familien mit ähnlichen Titeln:
cli-or-did-you-mean-rolebook = oder ist `rolebook { $command }` gemeint?
cli-there-was-no-catalog-yet = Es gab noch keinen Katalog; ein Beispiel ist jetzt in { $root }
cli-no-catalog-was-open-on = noch war kein Katalog auf dem Bildschirm offen; einen nennen
cli-and-more = und { $findings } mehr
cli-is-gone = { $key } ist weg
cli-could-be-any-of-these = { $input } kann jedes davon sein:
cli-the-file-of-is-broken = die Datei von { $key } ist kaputt:
cli-nothing-that-people-read-there = nichts, was Menschen dort lesen, hat { $pattern }
cli-saved-3 = { $file } gespeichert
cli-nothing-in-the-catalog-has = nichts im Katalog hat { $query }
cli-the-catalog-has-no-department-2 = der Katalog hat keinen Bereich { $folder }; er hat:
cli-and-more-2 = und { $more } mehr
cli-warning-catalog-toml-has-among = Warnung: catalog.toml hat „{ $text }“ unter mandatory_items; dort auch ändern
cli-or-leave-that-file-out = oder diese Datei auslassen, mit --department, --in oder --address
cli-left-alone = { " " }(gelassen: { $why })
cli-in-2 = { $made } in { $steps }
cli-and-after-the-items = , und { $follow } nach den Punkten
cli-left-alone-2 = ; { $refused } gelassen
cli-nothing-is-saved = ; nichts ist gespeichert
cli-warning-had-other-name-s = Warnung: { $name } hatte { $others } andere(n) Namen, die den alten Text behalten
cli-warning-belongs-to-you-now = Warnung: { $name } gehört jetzt dem eigenen Konto
cli-nothing-is-saved-2 = nichts ist gespeichert: { $error }
cli-nothing-is-saved-3 = nichts ist gespeichert: { $place }: { $error }
cli-fields-goes-with-format-csv = --fields geht mit --format csv, json oder text
cli-nothing-has-it-as-it = nichts hat es so, wie es getippt ist; das hier schreibt sich nur ähnlich
cli-did-you-mean = ist { $suggestion } gemeint?
cli-there-may-be-more-limit = es kann mehr geben; --limit { $rows } zeigt sie
cli-the-query-asks-for-nothing = die Anfrage fragt nach nichts; Wörter oder ein Feld wie grade:>=8 angeben
cli-grade = , Stufe { $grade }
cli-from = { " " }(von { $node })
cli-roles-inherit-this = { $many ->
        [one] 1 Rolle erbt das
       *[other] { $many } Rollen erben das
    }
cli-unfold-lists-each-on-its = ; --unfold listet jede für sich auf
cli-cannot-be-waived-mend-what = für { $id } gibt es keine Ausnahme: beheben, was sie findet
cli-until-takes-a-day-such = --until nimmt einen Tag wie 2027-01-31, und nicht { $text }
cli-is-past-it-would-waive = { $day } ist vorbei: die Ausnahme gälte nie
cli-a-waiver-needs-a-reason = eine Ausnahme braucht einen Grund: andere müssen sehen können, ob sie noch gilt
cli-the-catalog = dem Katalog
cli-there-is-no-item-in = es gibt keinen Punkt { $index } in { $key } von { $address }: es hat { $items } eigene
cli-finds-nothing-in = { $rule } findet nichts in { $input }
cli-is-not-waived-in = { $rule } hat keine Ausnahme in { $what }
cli-is-no-item-write-address = { $input } ist kein Punkt: ADRESSE:LISTE:N schreiben, N ab 1
cli-it-takes-field-value = es nimmt FIELD=VALUE
cli-what-an-entry-says-is = was ein Eintrag sagt, ist LIST:N.KEY; --replace formuliert alles davon neu
cli-it-takes-list-text = es nimmt LIST=TEXT
cli-it-takes-list-n-text = es nimmt LIST:N=TEXT
cli-it-takes-list-n = es nimmt LIST:N
cli-can-only-change-their-order = bei { $key } lässt sich nur die Reihenfolge ändern
cli-it-takes-list-n-target = es nimmt LIST:N=TARGET
cli-is-no-list-write-where = { $list } ist keine Liste: das Ziel als 2, LIST, LIST:2 oder ADDRESS:LIST schreiben
cli-its = Sein Feld: { $field }
cli-and-more-3 = { $label } und { $changes } mehr
cli-changed = { $what } geändert
cli-nothing-is-left-to-be = nach --delete ist nichts mehr zu ändern: als Letztes angeben
cli-families-stand-in-the-order = Familien stehen in der Reihenfolge ihrer Schlüssel: mit --rename umbenennen
cli-a-role-moves-to-a = eine Rolle geht in eine Familie, und { $address } ist ein Teil einer Familie
cli-a-specialty-or-a-segment = eine Spezialisierung oder ein Segment bleibt in der Familie: die Rolle verschieben, oder die Punkte mit --move-item
cli-sections-are-the-familys-give = Abschnitte gehören der Familie: ihre Adresse angeben
cli-the-family-has-no-such = die Familie hat diesen Teil nicht mehr
cli-a-family-inherits-nothing-to = eine Familie erbt nichts, was wegzulassen wäre
cli-a-family-has-no-reports = eine Familie hat kein reports_to: ihre Rollen haben es
cli-is-of-the-catalogs-settings = { $key } gehört zu den Einstellungen des Katalogs: catalog.toml als Adresse angeben
cli-the-settings-of-the-catalog = die Einstellungen des Katalogs haben kein { $key }: sie haben required, mandatory_items und entry_grades
cli-there-is-no-entry-in = es gibt keinen Eintrag { $number } in { $key }: es hat { $len }
cli-needs-some-text = { $key } braucht Text
cli-has-no-it-has = { $what } hat kein { $key }: es hat { $known }
cli-an-entry = ein Eintrag
cli-an-entry-of-this-list = ein Eintrag dieser Liste ist ein Text ohne { $key }: dafür --replace nehmen
cli-it-takes-name-target-link = es nimmt Name | Zielwert | Verweis
cli-a-performance-indicator = eine Kennzahl
cli-name-target-and-link = name, target und link
cli-it-takes-from-to-kind = es nimmt von > nach | Art, mit Kennungen oder Adressen
cli-a-step-of-a-ladder = ein Leiterschritt
cli-from-to-and-kind = from, to und kind
cli-a-section = ein Abschnitt
cli-heading-and-body = heading und body
cli-it-takes-one-manager-title = es nimmt eine Führungskraft: Titel <Adresse>
cli-a-manager = eine Führungskraft
cli-title-role-and-link = title, role und link
cli-the-item-says-more-than = der Punkt sagt „{ $text }“ mehrmals: mehr der Wörter angeben, mit denen die zweite Hälfte beginnt
cli-the-item-does-not-say = der Punkt sagt „{ $text }“ nicht: die Wörter angeben, mit denen die zweite Hälfte beginnt
cli-the-roles = die Rollen
cli-the-family-has-no-role = die Familie hat keine Rolle { $lost }: Kennungen ihrer Rollen angeben
cli-only-a-specialty-or-a = nur eine Spezialisierung oder ein Segment hat Rollen
cli-a-family-has-no-extends = eine Familie hat kein extends: ihre Rollen haben es
cli-need-takes-must-or-preferred = need nimmt must oder preferred
cli-an-id-has-no-blanks = in einer Kennung stehen keine Leerzeichen
cli-another-item-of-the-family = ein anderer Punkt der Familie hat die Kennung { $text }
cli-an-item-has-no-it = ein Punkt hat kein { $name }: er hat text, id, tags, need und waive
cli-an-id-is-changed-with = eine Kennung ändert --rename, damit folgt, was darauf verweist
cli-is-a-list-use-add = { $key } ist eine Liste: dafür --add, --replace oder --remove nehmen
cli-is-not-a-list-use = { $key } ist keine Liste: dafür --set nehmen
cli-has-no-items-it-takes = { $key } hat keine Punkte: es nimmt responsibilities, requirements oder nice_to_have
cli-n-is-the-number-of = N ist die Nummer eines Punkts, ab 1 gezählt
cli-there-is-no-did-you = { $what ->
        [list] eine Liste
       *[field] ein Feld
    } { $name } gibt es nicht: ist { $key } gemeint?
cli-there-is-no-it-is = { $what ->
        [list] eine Liste
       *[field] ein Feld
    } { $name } gibt es nicht: möglich ist { $known }
cli-is-a-department-it-takes = { $path } ist ein Bereich: er nimmt --rename, --move, --archive, --restore und --delete
cli-the-settings-of-the-catalog-2 = die Einstellungen des Katalogs nehmen --set, --add, --replace, --remove und --move-item
cli-requirement-budget-takes-a-whole = requirement_budget nimmt eine ganze Zahl wie 20
cli-a-synonym-needs-its-word = ein Synonym braucht sein Wort: synonyms.WORT=BEDEUTUNG
cli-the-settings-of-the-catalog-3 = die Einstellungen des Katalogs haben kein { $key }: sie haben name, summary, requirement_budget, synonyms.WORD, { $keys }
cli-ago-minutes = { $count ->
        [one] vor 1 Minute
       *[other] vor { $count } Minuten
    }
cli-ago-hours = { $count ->
        [one] vor 1 Stunde
       *[other] vor { $count } Stunden
    }
cli-ago-days = { $count ->
        [one] vor 1 Tag
       *[other] vor { $count } Tagen
    }
cli-or = { " " }oder{ " " }
cli-check-profile-is = check.profile ist { $known }
cli-check-severity-is-one-of = check.severity.{ $id } ist eines von { $known }
cli-check-budget-takes-a-whole = check.budget.{ $id } nimmt eine ganze Zahl wie 30
cli-there-is-no-check-there = check.{ $path } gibt es nicht: es gibt { $keys }
cli-such-rule-as = eine Regel
cli-warning-is-not-mended = Warnung: { $path }: { $rule } ist nicht behoben: { $error }
cli-no-rule-is-called = keine Regel heißt { $id }
cli-explain-lists-the-rules = `rolebook explain` listet die Regeln auf
cli-has-no-family-in-it = in { $path } ist keine Familie dieses Katalogs
cli-not-what-check-prints = das ist nicht, was check --format json ausgibt: { $error }
cli-warning-finding-without-a-rule = Warnung: { $path }: ein Befund ohne Regel bleibt außer Acht
cli-fix-would = { " " }(--fix: { $label })
cli-nothing-is-wrong-in = Alles stimmt in { $files }
cli-so-many-in-files = { $counts } in { $with } von { $files }
cli-more-with-severity = ; { $hidden } mehr mit --severity { $level }
cli-so-many-mended = ; { $mended } behoben
cli-and-nothing-is-saved = , und nichts ist gespeichert
cli-fix-mends = ; --fix behebt { $mendable }
cli-what-to-do = Abhilfe
cli-did-you-mean-it = ist { $meant } gemeint?
cli-it-is-no-word-document = das ist kein Word-Dokument
cli-built-without-word-documents = dieses rolebook wurde ohne Word-Dokumente gebaut
cli-a-word-document-goes-into = ein Word-Dokument geht in eine Datei: mit --out eine Datei oder einen Ordner angeben
cli-of-no-use-to-the-site = { $path } braucht die Website nicht mehr, aber jemand hat sie geändert: sie bleibt.
cli-files-of-the-site-before = { $count ->
        [one] 1 Datei der früheren Website ist gelöscht.
       *[other] { $count } Dateien der früheren Website sind gelöscht.
    }
cli-files-in = { $count ->
        [one] 1 Datei
       *[other] { $count } Dateien
    } in { $folder }
cli-error = Fehler:
cli-usage = Aufruf:
cli-tip = Tipp:
cli-more-with-help = Mehr sagt --help.
cli-unexpected-argument = { $argument } wird hier nicht erwartet
cli-unrecognized-subcommand = es gibt keinen Befehl { $command }
cli-a-value-is-required = { $argument } braucht einen Wert
cli-invalid-value = „{ $value }“ geht nicht als { $argument }
cli-that-is-no-whole-number = das ist keine ganze Zahl
cli-unexpected-value = „{ $value }“ ist ein Wert zu viel für { $argument }
cli-too-few-values = { $argument } braucht { $least } Werte und hat { $given }
cli-equal-sign-is-needed = { $argument } braucht ein Gleichheitszeichen vor seinem Wert
cli-cannot-be-used-twice = { $argument } geht nur einmal
cli-cannot-be-used-with = { $argument } geht nicht zusammen mit { $others }
cli-required-arguments-are-missing = es fehlt:
cli-a-subcommand-is-required = { $command } braucht noch einen Befehl: { $known }
cli-arguments-are-not-utf-8 = etwas auf der Befehlszeile ist nicht in UTF-8
cli-possible-values = [möglich: { $known }]
cli-is-this-meant = ist { $meant } gemeint?
cli-to-pass-as-a-value = als Wert so angeben: -- { $argument }
cli-commands = Befehle
cli-arguments = Argumente
cli-any-options = [OPTIONEN]
cli-man-name = BEZEICHNUNG
cli-man-synopsis = ÜBERSICHT
cli-man-description = BESCHREIBUNG
cli-man-extra = WEITERES
cli-options = Optionen
cli-print-help = Diese Hilfe zeigen
cli-print-version = Die Version zeigen
cli-default-value = [sonst: { $value }]
cli-possible-values-are = Möglich sind:
cli-left-removed = gelöscht
cli-left-new = neu
cli-left-changed = geändert
cli-made = angelegt
cli-merge-before = zuvor: { $line }
cli-merge-ours = hier: { $line }
cli-merge-theirs = dort: { $line }
cli-command = BEFEHL
