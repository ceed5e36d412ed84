check-area-files = Dateien
check-area-references = Verweise
check-area-house = Was eine Rolle hat
check-area-wording = Wortlaut
check-waiver-ended-on = die Ausnahme von { $rule } endete am { $until }
check-waiver-ended = die Ausnahme von { $rule } ist abgelaufen
check-take-waiver-out-or-prolong = Die Ausnahme herausnehmen, oder angeben, bis wann sie von jetzt an gilt.
check-waived-without-a-reason = { $rule } hat eine Ausnahme ohne Grund
check-say-why = Den Grund angeben: reason = "…"
check-cannot-be-waived = für { $rule } gibt es keine Ausnahme
check-mend-and-take-waiver-out = Beheben, was sie findet, und die Ausnahme herausnehmen.
check-no-rule-is-called = keine Regel heißt „{ $rule }“
check-is-it-meant = Ist { $rule } gemeint?
check-explain-lists-the-rules = `rolebook explain` listet die Regeln auf.
check-no-profile-is-called = kein Profil heißt „{ $profile }“
check-it-is-one-or-other = Möglich ist { $one } oder { $other }.
check-is-no-severity = „{ $word }“ ist kein Schweregrad
check-it-is-one-of = Möglich ist eines von { $known }.
check-stays-an-error = { $id } bleibt ein Fehler: was sie findet, ist nicht zu lesen
check-take-the-line-out = Die Zeile herausnehmen.
check-does-not-look-for-words = { $id } sucht keine Wörter einer Liste
check-these-do = Diese tun es: { $known }.
check-does-not-begin-at-a-number = { $id } beginnt bei keiner Zahl
check-cannot-begin-at = { $id } kann nicht bei { $number } beginnen
check-write-a-number-from-0 = Eine Zahl ab 0 schreiben.
check-coded-words = { $more } { $of ->
        [masculine] männlich
       *[feminine] weiblich
    } besetzte Wörter ({ $named }) und { $less } { $of ->
        [masculine] weiblich
       *[feminine] männlich
    } besetzte
check-look-for-other-words = Prüfen, ob sich dasselbe mit anderen Wörtern sagen lässt.
check-begins-a-duty = „{ $written }“ beginnt eine Aufgabe, und hier stehen Anforderungen
check-move-to-responsibilities = Zu den Aufgaben verschieben, oder sagen, was jemand dafür mitbringen muss.
check-asks-for-something = „{ $written }“ verlangt etwas, und hier stehen Aufgaben
check-move-to-requirements = Zu den Anforderungen verschieben, oder sagen, was damit getan wird.
check-begins-with-no-verb = eine Aufgabe, die mit „{ $written }“ beginnt und nicht mit dem, was getan wird
check-begin-with-the-verb = Mit dem Verb beginnen.
check-counts-years = „{ $written }“ zählt Jahre ohne Grund
check-say-what-after-that-time = Sagen, was jemand nach dieser Zeit kann, oder warum es Jahre sein müssen.
check-asks-for-experience-at-entry = { $title } beginnt auf Stufe { $grade } und verlangt Erfahrung
check-ask-for-what-can-be-learnt = Verlangen, was sich anderswo lernen lässt, oder nach nice_to_have verschieben.
check-no-role-has = keine Rolle dieser Familie hat { $what ->
        [responsibilities] Aufgaben
        [requirements] Anforderungen
        [nice_to_have] Wünschenswertes
        [performance_indicators] Kennzahlen
        [career_ladder] eine Karriereleiter
        [hiring_process] ein Einstellungsverfahren
        [reports_to] eine Führungskraft, an die sie berichtet
        [review_due] einen Tag der nächsten Durchsicht
        [grade] eine Stufe
        [summary] eine Zusammenfassung
        [status] einen Status
        [owner] jemanden, der zuständig ist
        [tags] Stichwörter
        [track] eine Laufbahn
       *[section] einen Abschnitt „{ $heading }“
    }
check-has-none = { $title } hat { $what ->
        [responsibilities] keine Aufgaben
        [requirements] keine Anforderungen
        [nice_to_have] nichts Wünschenswertes
        [performance_indicators] keine Kennzahlen
        [career_ladder] keine Karriereleiter
        [hiring_process] kein Einstellungsverfahren
        [reports_to] keine Führungskraft, an die berichtet wird
        [review_due] keinen Tag der nächsten Durchsicht
        [grade] keine Stufe
        [summary] keine Zusammenfassung
        [status] keinen Status
        [owner] niemanden, der zuständig ist
        [tags] keine Stichwörter
        [track] keine Laufbahn
       *[section] keinen Abschnitt „{ $heading }“
    }
check-write-it-here-or-in-family = Hier schreiben, oder in der Familie für alle ihre Rollen.
check-fix-add-to-requirements = zu den Anforderungen hinzufügen
check-no-role-has-mandatory-item = keine Rolle dieser Familie hat „{ $item }“, was jede Rolle haben muss
check-lacks-mandatory-item = { $title } fehlt „{ $item }“, was jede Rolle haben muss
check-add-it-here-or-to-family = Hier hinzufügen, oder in der Familie für alle ihre Rollen.
check-too-many-requirements = { $title } hat { $count } Anforderungen; der Katalog erlaubt { $budget }
check-take-out-what-can-be-learnt = Herausnehmen, was sich in der Arbeit lernen lässt, oder nach nice_to_have verschieben.
check-so-many-indicators = { $count ->
        [one] 1 Kennzahl
       *[other] { $count } Kennzahlen
    }; drei bis fünf behält man im Kopf
check-add-indicators = Die hinzufügen, die den Rest der Arbeit zeigen.
check-keep-the-indicators-that-decide = Die behalten, an denen sich zeigt, ob die Arbeit gut getan ist.
check-has-no-target = „{ $name }“ hat keinen Zielwert
check-say-what-is-aimed-at = Sagen, was erreicht werden soll: target = "< 21 days"
check-has-no-link = „{ $name }“ hat keinen Link
check-link-the-page = Die Seite verlinken, die sagt, wie gemessen wird.
check-indicators-take-the-place = die Kennzahlen von { $title } treten an die Stelle derer der Familie
check-keep-indicators-in-one-place = An einer Stelle halten, oder hier wiederholen, was von denen der Familie gelten soll.
check-extends-unknown = { $title } baut auf „{ $target }“ auf, das diese Familie nicht hat
check-name-the-id-of-a-role = Die Kennung einer Rolle dieser Familie nennen.
check-extends-itself = { $title } baut auf „{ $target }“ auf, und das führt zu sich selbst zurück
check-cut-the-circle = Den Kreis auftrennen: extends aus einer seiner Rollen herausnehmen.
check-omits-nothing = { $title } lässt „{ $text }“ weg und erbt es gar nicht
check-give-the-exact-text = Den genauen Text oder die Kennung eines geerbten Punkts angeben, oder ihn aus omit herausnehmen.
check-lead-to-the-same-page = „{ $label }“ hier und „{ $named }“ davor führen zu derselben Seite
check-call-it-by-one-name = Der Seite einen Namen geben.
check-stands-below = { $title } (Stufe { $grade }) steht unter { $above } (Stufe { $before })
check-put-roles-in-order = Die Rollen nach ihren Stufen ordnen, die niedrigste zuerst.
check-fix-write = { $instead } schreiben
check-a-link-is-written = Ein Link wird so geschrieben: [Worte](Adresse).
check-space-before-address = zwischen den Worten und der Adresse eines Links steht ein Leerzeichen
check-brackets-wrong-way-round = die Klammern eines Links sind vertauscht
check-address-not-closed = die Adresse eines Links ist nicht geschlossen
check-link-leads-nowhere = ein Link, der nirgendwohin führt
check-space-in-address = ein Leerzeichen in der Adresse eines Links
check-no-address = was als Adresse eines Links dasteht, ist keine
check-written-for-one-gender = „{ $written }“ ist für ein Geschlecht geschrieben
check-say-they-or-their = „they“ oder „their“ sagen, auf Deutsch etwa „die Person“.
check-say-what-is-meant = Sagen, was gemeint ist, oder es weglassen.
check-write-instead = „{ $instead }“ schreiben.
check-say-instead = „{ $instead }“ sagen.
check-leaves-people-out = „{ $written }“ schließt Menschen aus
check-makes-light-of-a-disability = „{ $written }“ macht eine Behinderung zur Redensart
check-is-worn-out = „{ $written }“ ist abgenutzt
check-could-go = „{ $written }“ könnte entfallen oder kürzer sein
check-is-misspelled = „{ $written }“ ist falsch geschrieben
check-belongs-into-an-advertisement = „{ $written }“ gehört in eine Anzeige
check-a-time-zone-to-work-in = eine Zeitzone, in der jemand arbeiten muss
check-a-place-to-be-in = ein Ort, an dem jemand sein muss
check-say-it-in-the-posting = In der Ausschreibung der Stelle sagen, die es braucht.
check-says-no-pay = { $title } sagt nicht, was bezahlt wird
check-give-a-range = Eine Spanne angeben, oder einen Abschnitt „Pay“, der zu einer führt.
check-says-no-place = { $title } sagt nicht, wo gearbeitet wird
check-say-the-place = Den Ort angeben, oder dass von überall aus gearbeitet wird.
check-readability-index = ein Lesbarkeitsindex von { $index }: { $words } Wörter, davon { $long } lange, in { $sentences } Sätzen
check-use-shorter-words = Kürzere Wörter nehmen, und aus langen Sätzen mehrere machen.
check-varies-unknown = { $title } wandelt „{ $id }“ ab, das diese Familie nicht hat
check-name-ids-of-roles = Kennungen von Rollen dieser Familie nennen, oder roles weglassen, um alle abzuwandeln.
check-varies-no-role = { $title } wandelt keine Rolle ab, so bekommt sie niemand zu sehen
check-add-the-role-that-it-varies = Die Rolle anlegen, die sie abwandelt, oder eine in roles nennen.
check-names-unknown = { $field } nennt „{ $reference }“, das nicht im Katalog ist
check-name-an-id-or-an-address = Eine Kennung dieser Familie nennen, oder eine Adresse wie finance/accountant#accountant.
check-same-as-item = dasselbe wie Punkt { $number } dieser Liste
check-take-one-out = Einen der beiden herausnehmen.
check-fix-take-repeat-out = die Wiederholung herausnehmen
check-nearly-the-same-as-item = fast dasselbe wie Punkt { $number } dieser Liste: { $text }
check-join-the-two = Die beiden verbinden, oder sagen, worin sie sich unterscheiden.
check-inherited-anyway = ohnehin geerbt, von { $title }
check-take-it-out-here = Hier herausnehmen.
check-fix-take-inherited-out = herausnehmen; der Punkt wird geerbt
check-a-sentence-of-words = ein Satz von { $count } Wörtern
check-make-two-of-it = Zwei daraus machen.
check-two-forms-of-title = „{ $title }“ hier und „{ $other }“ in derselben Familie
check-use-one-form = Eine Form für alle nehmen, die Menschen führen, oder mit track sagen, wer es tut.
check-leads-by-title-only = { $title } führt dem Titel nach Menschen und der Laufbahn nach niemanden
check-set-track-or-reword = track = "manager" setzen, oder den Titel anders fassen.
check-left-to-be-written = „{ $written }“ ist noch zu schreiben
check-write-what-is-meant = Schreiben, was gemeint ist, oder es herausnehmen.
check-fix-take-empty-out = den leeren Punkt herausnehmen
check-item-without-a-word = ein Punkt ohne ein Wort
check-write-it-or-take-it-out = Ihn schreiben oder herausnehmen.
check-was-to-be-read-again = { $title } sollte bis { $due } durchgesehen sein
check-read-it-again = Durchsehen, dann den nächsten Tag setzen.
check-has-no-owner = für { $title } ist niemand zuständig
check-name-the-team = Das zuständige Team nennen: owner = "…"
check-finds-nothing-any-more = { $rule } findet hier nichts mehr
check-take-the-waiver-out = Die Ausnahme herausnehmen.
check-mend-or-waive-again = Beheben, wofür sie war, oder die Ausnahme bis zu einem anderen Tag erneuern.
check-text-has-changed = der Text hat sich seit der Ausnahme von { $rule } geändert
check-mend-or-waive-as-it-is = Beheben, oder die Ausnahme für den jetzigen Text erneuern.
check-fix-take-waiver-out = die Ausnahme herausnehmen
