store-another-program-has-changed-it = ein anderes Programm hat es inzwischen geändert
store-this-terminal-has-no-clipboard = dieses Terminal hat keine Zwischenablage, und es gibt kein wl-copy, xclip oder xsel
store-bytes-are-more-than-a = { $bytes } Bytes sind mehr, als ein Terminal nimmt, und es gibt kein wl-copy, xclip oder xsel
store-did-not-take-it = { $program } hat es nicht genommen: { $why }
store-it-reads-nothing = es liest nichts
store-it-ended-with = es endete mit { $status }
store-does-not-exist-name-the = { $path } gibt es nicht: den Ordner eines Katalogs nennen
store-is-not-a-catalog-name = { $path } ist kein Katalog: den Ordner des Katalogs oder seine catalog.toml nennen
store-no-catalog-was-found-and = kein Katalog ist gefunden, und es gibt keinen Ordner für eigene Daten: den Ordner eines Katalogs nennen
store-the-catalog-cannot-be-opened = der Katalog { $path } ist nicht zu öffnen: { $source }
store-changes-that-others-make-in = was andere in { $path } ändern, wird nicht bemerkt: { $why }; eine Datei neu laden, um zu sehen, was sie jetzt hat
store-is-not-empty = { $path } ist nicht leer: einen neuen oder leeren Ordner nennen
store-no-catalog-can-be-started = in { $path } kann kein Katalog begonnen werden: { $source }
store-the-sample-catalog-cannot-be = der Beispielkatalog ist nicht nach { $path } zu schreiben: { $source }
store-is-not-a-path-below = { $path } ist kein Pfad unterhalb des Katalogordners
store-leads-out-of-the-catalog = { $path } führt über einen Link aus dem Katalog hinaus: die Datei selbst in den Katalog legen
store-is-not-a-regular-file = { $path } ist keine gewöhnliche Datei
store-is-not-a-folder-give = { $path } ist kein Ordner: der neuen Datei einen anderen Ort geben
store-is-not-a-good-name = { $path } ist kein guter Name: jeder Teil muss mit etwas anderem als einem Punkt beginnen, höchstens 255 Bytes lang und frei von Steuerzeichen sein
store-is-there-already-and-has = { $path } gibt es schon und ist geblieben, wie es ist: einen anderen Namen wählen
store-is-named-twice-in-one = { $path } ist in einem Speichern zweimal genannt: die Änderungen nacheinander speichern
store-is-larger-than-mib-split = { $path } ist größer als { $limit } MiB: die Familie auf mehrere Dateien verteilen
store-is-not-utf-8-text = { $path } ist kein UTF-8-Text: in einem Texteditor als UTF-8 speichern
store-cannot-be-read = { $path } ist nicht zu lesen: { $source }
store-was-changed-by-another-program = { $path } wurde von einem anderen Programm geändert und ist nicht gespeichert: neu laden, dann wieder speichern
store-is-not-there-any-more = { $path } gibt es nicht mehr und ist nicht gespeichert: zurücklegen, dann wieder speichern
store-is-read-only-and-nothing = { $path } ist schreibgeschützt und nichts ist gespeichert: den Schutz aufheben, dann wieder speichern
store-has-not-been-saved-and = { $path } ist nicht gespeichert und wie zuvor: { $step } ging nicht: { $source }{ $advice }
store-has-the-new-text-but = { $path } hat den neuen Text, aber die Platte bestätigt nicht, dass er bleibt: { $source }; wieder speichern
store-is-gone-but-the-disk = { $path } ist weg, aber die Platte bestätigt nicht, dass es so bleibt: { $source }; wieder speichern
store-is-as-it-was-it = { $path } ist wie zuvor: es sollte zusammen mit { $other } gespeichert werden, was nicht ging
store-although-could-not-be-saved = { $path } { $left }, obwohl { $other } nicht mitgespeichert werden konnte, und ist nicht zurückzusetzen: { $source }{ $kept }
store-the-journal-of-unsaved-changes = das Journal { $path } der ungespeicherten Änderungen ist nicht zu gebrauchen: { $source }{ $advice }
store-the-journals-in-are-in = die Journale in { $path } benutzt ein anderes rolebook, das nicht loslässt: es beenden, dann noch einmal versuchen
store-the-journal-is-in-use = das Journal { $id } benutzt ein anderes rolebook: erst jenes verlassen
store-has-the-new-text = hat den neuen Text
store-has-the-text-of-another = hat den Text eines anderen Programms
store-has-been-deleted = ist gelöscht
store-opening-its-folder = den Ordner zu öffnen
store-making-its-folder = den Ordner anzulegen
store-making-a-temporary-file-beside = daneben eine vorläufige Datei anzulegen
store-writing-the-text = den Text zu schreiben
store-keeping-its-permissions = die Zugriffsrechte zu erhalten
store-getting-the-text-onto-the = den Text auf die Platte zu bringen
store-keeping-the-old-text-at = den alten Text bereitzuhalten
store-putting-the-new-text-in = den neuen Text an seine Stelle zu setzen
store-taking-it-away = sie wegzunehmen
store-getting-its-place-onto-the = ihren Platz auf die Platte zu bringen
store-it-was-not-there-before = ; zuvor gab es sie nicht
store-the-text-it-had-is = ; der vorige Text ist in { $copy }
store-make-room-on-the-disk = ; auf der Platte Platz schaffen, dann wieder speichern
store-make-room-in-the-quota = ; im Kontingent Platz schaffen, dann wieder speichern
store-the-system-limits-the-size = ; das System begrenzt die Größe von Dateien
store-make-room-on-the-disk-2 = ; auf der Platte Platz schaffen
store-make-room-in-the-quota-2 = ; im Kontingent Platz schaffen
store-the-git-program-cannot-be = das Programm git ist nicht auszuführen: { $what }
store-is-in-no-git-repository = { $value } liegt in keinem Git-Repository
store-git-knows-no-revision = git kennt keinen Stand { $what }
store-git-says = git sagt: { $what }
store-it-is-not-a-regular = es ist keine gewöhnliche Datei
store-the-settings-in-are-not = die Einstellungen in { $path } sind nicht in UTF-8
store-the-settings-in-cannot-be = die Einstellungen in { $path } sind nicht zu lesen: { $error }
store-it-has-more-than-files = es hat mehr als { $max_files } Dateien; der Rest ist weggelassen
store-it-is-nested-too-deeply = es ist zu tief verschachtelt
store-it-is-a-link-to = es ist ein Link auf etwas, das es nicht gibt
store-unsaved-changes-of-the-catalog =
    Ungespeicherte Änderungen des Katalogs { $shown }
    { "" }
store-not-known = (nicht bekannt)
store-is-as-it-was-to =
    { "" }
    { $name }
    { "  " }ist { $path }, wie es gespeichert werden sollte.
    { "" }
store-was-to-be-removed =
    { "" }
    { $path }
    { "  " }sollte gelöscht werden.
    { "" }
store-is-what-was-written-in =
    { "" }
    { $name }
    { "  " }ist, was in einem Formular stand.
    { "" }
store-could-not-be-read =
    { "" }
    { $name }
    { "  " }war nicht zu lesen.
    { "" }
store-there-are-files-like-already = es gibt schon { $most_names } Dateien wie { $name }
store-this-system-has-no-folder = dieses System hat dafür keinen Ordner, es bleibt also nur bis zum Beenden
store-it-is-kept-until-you = es bleibt bis zum Beenden, und nicht länger: { $why }
store-not-watched = Nicht beobachtet: { $why }
store-not-read-what-was-read = Nicht gelesen: { $why }; was zuvor gelesen wurde, bleibt.
store-the-name-is-kept-until = Der Name bleibt bis zum Beenden, und nicht länger: { $failed }
store-it-has-another-name-a = Sie hat einen anderen Namen (einen harten Link), der den alten Text behält.
store-it-has-other-names-hard = Sie hat { $others } andere Namen (harte Links), die den alten Text behalten.
store-it-belongs-to-you-now = Sie gehört jetzt dem eigenen Konto.
store-there-is-no-room-for = Für eine Datei zum Bearbeiten ist kein Platz: { $error }
store-no-editor-is-set = Kein Editor ist eingestellt.
store-the-editor-cannot-be-started = Der Editor { $program } ist nicht zu starten: { $error }. VISUAL oder EDITOR auf einen anderen setzen.
store-the-editor-ended-with-nothing = Der Editor endete mit { $status }; nichts ist geändert.
store-the-editor-ended-with-so = Der Editor endete mit { $status }, nichts ist also übernommen; das Geschriebene ist in { $kept }
store-what-the-editor-left-in = Was der Editor in { $kept } hinterließ, ist nicht zu lesen: { $why }
store-cannot-be-understood-set-it = { $name } ist nicht zu verstehen: { $error }. Auf den Befehl eines Editors setzen.
store-it-is-not-a-file = es ist keine Datei mehr
store-it-is-larger-than-mib = es ist größer als { $value } MiB
store-it-is-not-utf-8 = es ist kein UTF-8-Text
store-not-counted = Nicht gezählt
store-cannot-search = Suche geht nicht
store-nothing-to-suggest = Nichts vorzuschlagen
store-not-searched = Nicht gesucht
store-there-is-no-folder-for = es gibt keinen Ordner dafür; in ROLEBOOK_STATE einen nennen
store-unsaved-changes-are-protected-again = Ungespeicherte Änderungen sind wieder geschützt.
store-unsaved-changes-are-not-protected = Ungespeicherte Änderungen sind nicht gegen einen Absturz geschützt: { $why }
store-what-was-left-unsaved-before = Früher Ungespeichertes ist nicht entfernt: { $error }
store-no-shell-would-bring-the = Keine Shell brächte das Programm aus dem Hintergrund zurück.
store-the-keyboard-could-not-be = Die Tastatur ließ sich dem Editor nicht überlassen.
