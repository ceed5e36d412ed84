linear-type-help-for-what-can = { $name }. help sagt, was zu tun ist, quit beendet.
linear-the-input-ended-and-changed = die Eingabe endete, und { $unsaved ->
        [one] 1 geänderte Datei ist
       *[other] { $unsaved } geänderte Dateien sind
    } nicht gespeichert
linear-there-is-no-in-the = in der letzten Liste gibt es kein { $number }
linear-department = { $folder }, Bereich
linear-cannot-be-read = { $rest }, nicht zu lesen
linear-this-file-cannot-be-read = Diese Datei ist nicht zu lesen; check sagt, warum.
linear-grade = , Stufe { $grade }
linear-nothing-in-the-catalog-has = nichts im Katalog hat { $query }
linear-finds-what-has-them = find { $words } findet, was weniger davon hat
linear-finds-any-of-them = find { $any } findet, was irgendeines davon hat
linear-and-more-more-words-narrow = Und { $more } mehr; mehr Wörter grenzen es ein.
linear-open-a-family-or-a = erst eine Familie oder Rolle öffnen: mit ihrer Nummer, oder mit open und ihrer Adresse
linear-the-file-cannot-be-read = die Datei ist nicht zu lesen
linear-an-empty-line-leaves-a = Eine leere Zeile lässt ein Feld, wie es ist, - leert es, . hört auf.
linear-redone = Wiederholt
linear-there-is-nothing-to-redo = es gibt nichts zu wiederholen
linear-undone = Rückgängig gemacht
linear-there-is-nothing-to-undo = es gibt nichts rückgängig zu machen
linear-nothing-is-unsaved = Nichts ist ungespeichert.
linear-goes =
    { $path } fällt weg.
    { "" }
linear-saved-1-file = 1 Datei gespeichert.
linear-saved-files = { $many } Dateien gespeichert.
linear-changed-files-are-not-saved = { $unsaved ->
        [one] 1 geänderte Datei ist
       *[other] { $unsaved } geänderte Dateien sind
    } nicht gespeichert. save oder drop tippen, oder nichts, um zurückzugehen:{ " " }
linear-left-without-saving = Beendet, ohne zu speichern.
linear-a-quote-is-open = { $error }: ein Anführungszeichen ist offen
linear-there-is-no-command-called = es gibt keinen Befehl { $clean_line }; help nennt, was es gibt
linear-works-on-files-leave-first = { $first } arbeitet an Dateien: erst beenden, dann rolebook { $first } aufrufen
linear-you-type-undo-to-take = Getan: { $label }. undo nimmt es zurück, save speichert es.
linear-this-terminal-cannot-draw-a = Dieses Terminal kann keinen Bildschirm zeichnen, deshalb hier der Katalog Zeile für Zeile.
linear-there-is-no-folder-for = es gibt keinen Ordner dafür; in ROLEBOOK_STATE einen nennen
linear-something-was-left-unsaved-here = Hier blieb zuvor etwas ungespeichert: rolebook journal list zeigt es, rolebook journal restore bringt es zurück.
linear-the-catalog-is-open-somewhere = Der Katalog ist auch anderswo offen.
linear-there-was-no-journal-so = es gab kein Journal, sie sind also verloren
linear-rolebook-journal-restore-brings-them = rolebook journal restore bringt sie zurück
linear-there-is-no-journal-so = Es gibt kein Journal, nur save bewahrt also, was geändert wird: { $why }
linear-find-something-and-name-it = erst etwas suchen, dann einen Namen dafür sagen: find itil, dann keep IT-Rollen
linear-no-folder-for-searches = es gibt keinen Ordner für gespeicherte Suchen
linear-search-is-kept = Gespeichert als { $name }. again { $name } sucht wieder danach.
linear-no-search-has-the-name = keine Suche heißt { $name }; again allein nennt alle
linear-no-search-has-a-name = Noch hat keine Suche einen Namen: keep NAME gibt der letzten einen.
linear-help =
    Eine Nummer öffnet, was die letzte Liste dort hat.
    ls: auflisten, was hier ist. up, top: nach oben gehen.
    open ADRESSE: zu einer Familie, einer Rolle oder einem Bereich gehen.
    find WÖRTER, oder /WÖRTER: suchen; help queries sagt, wie.
    keep NAME: die letzte Suche speichern. again NAME: wieder danach suchen; again allein nennt, was gespeichert ist.
    read: alles, was hier gilt. own: nur, was hier geschrieben steht, jeder Punkt mit seiner Nummer.
    fields: nach den Feldern fragen, eines nach dem anderen.
    set FELD WERT: zum Beispiel set grade 9
    add LISTE TEXT: zum Beispiel add requirements Schreibt verständlich
    reword LISTE:N TEXT, remove LISTE:N: ein Punkt mit der Nummer, die own sagt, zum Beispiel reword requirements:2 Liest gut
    move LISTE:N PLATZ: einen Punkt an einen anderen Platz seiner Liste; auch up oder down.
    rename NAME: eine andere Kennung für den Ort, an dem man ist; was darauf verweist, folgt.
    undo, redo, changes, save, quit.
    Jeder Befehl geht auch, mit . für den Ort, an dem man ist, und einer Nummer für das, was die letzte Liste dort hat: compare . 2, delta ., ladder ., export . --format text --to clipboard, check ., waive . REGEL --reason TEXT, new und andere. help mit einem Befehl sagt, wie er geht; help commands nennt alle.
linear-unsaved = { " " }(ungespeichert)
