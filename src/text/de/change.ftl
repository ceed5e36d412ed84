change-adds = ; { $roles } kommen hinzu
change-removes = ; { $roles } fallen weg
change-changes-no-role = ändert keine wirksame Rolle
change-changes-no-role-but = ändert keine wirksame Rolle, aber { $named }
change-some-responsibilities = { $count ->
        [one] eine Aufgabe
       *[other] { $count } Aufgaben
    }
change-some-requirements = { $count ->
        [one] eine Anforderung
       *[other] { $count } Anforderungen
    }
change-some-nice-to-haves = { $count ->
        [one] etwas Wünschenswertes
       *[other] { $count } wünschenswerte Punkte
    }
change-some-items = { $count } Punkte
change-many-families = { $count } Familien
change-many-roles = { $count } Rollen
change-many-specialties = { $count } Spezialisierungen
change-many-segments = { $count } Segmente
change-many-parts = { $count } Teile
change-all-roles = Rollen
change-all-specialties = Spezialisierungen
change-all-segments = Segmente
change-all-sections = Abschnitte
change-all-performance-indicators = Kennzahlen
change-all-steps-of-the-career-ladder = Schritte der Karriereleiter
change-all-steps-of-the-hiring-process = Schritte des Einstellungsverfahrens
change-responsibility = Aufgabe
change-requirement = Anforderung
change-nice-to-have = Wünschenswertes
change-the-catalog-has-no-family = der Katalog hat keine Familie { $what }
change-the-file-of-cannot-be = die Datei von { $what } ist nicht zu lesen und deshalb hier nicht zu bearbeiten
change-the-catalog-has-already-choose = der Katalog hat { $what } schon: einen anderen Namen wählen
change-cannot-be-the-key-of = { $what } kann kein Schlüssel einer Familie sein: er besteht aus Ordnern und einem Namen aus Kleinbuchstaben, Ziffern, - und _
change-the-family-has-no-such = die Familie hat diesen Teil nicht mehr
change-there-is-no-item-in = es gibt keinen Punkt { $number } in { $key }: es hat { $len }
change-takes = { $key } nimmt { $expected }
change-a-family-has-no-its = eine Familie hat kein { $key }: ihre Rollen haben es
change-there-is-no-there-are = { $name } { $number } gibt es nicht: es gibt { $len }
change-there-is-no-in-this = { $name } gibt es in diesem Teil einer Familie nicht
change-a-cannot-be-empty = { $name } darf nicht leer sein
change-an-item-cannot-be-empty = ein Punkt darf nicht leer sein
change-is-written-in-a-form = { $what } ist in einer Form geschrieben, die nur ein Texteditor bearbeiten kann
change-the-change-could-not-be = die Änderung ginge nicht, ohne anderes in der Datei zu berühren; dafür einen Texteditor nehmen
change-changed-the = { $label } geändert
change-added-a = { $list } hinzugefügt
change-added-items-to = { $texts } Punkte zu { $key } hinzugefügt
change-reworded-a = { $list } umformuliert
change-changed-a = { $list } geändert
change-deleted-a = { $list } gelöscht
change-moved-a = { $list } verschoben
change-left-an-inherited-item-out = einen geerbten Punkt weggelassen
change-added-a-2 = { $name } hinzugefügt
change-left-another-inherited-item-out = einen anderen geerbten Punkt weggelassen
change-changed-a-2 = { $name } geändert
change-took-an-inherited-item-in = einen geerbten Punkt wieder aufgenommen
change-deleted-a-2 = { $name } gelöscht
change-moved-an-omission = eine Weglassung verschoben
change-moved-a-2 = { $name } verschoben
change-changed-the-s = Liste geändert: { $name }
change-changed-which-roles-it-varies = die abgewandelten Rollen geändert
change-changed-what-is-waived = die Ausnahmen geändert
change-its-layout-cannot-be-changed = die Anordnung lässt sich nicht ändern, ohne zu ändern, was da steht, deshalb bleibt sie, wie sie ist; bitte melden
change-took-over-somebody-elses-change = eine fremde Änderung übernommen
change-has-changed-meanwhile = { $what } hat sich inzwischen geändert
change-nothing-would-be-left-of = es bliebe nichts davon übrig; stattdessen entfernen
change-it-takes-a-single-line = es nimmt eine einzelne Zeile, und die Ersetzung hat mehrere
change-has-changed-since-it-was = { $what } hat sich geändert, seit es durchgesehen wurde: neu suchen
change-replaced-with-in-of = „{ $text }“ durch „{ $text2 }“ ersetzt, { $made } in { $steps }
change-and-more = { $label } und { $many } mehr
change-reloaded-the-file = die Datei neu geladen
change-added = { $title } hinzugefügt
change-duplicated = { $title } verdoppelt
change-deleted = { $node } gelöscht
change-deleted-2 = { $title } gelöscht
change-deleted-3 = { $department } gelöscht
change-the-catalog-has-no-family-2 = der Katalog hat keine Familie { $what }: eine der gezeigten Familien wählen
change-the-catalog-has-no-department = der Katalog hat keinen Bereich { $what }: einen der gezeigten Ordner wählen
change-has-no-such-part-any = { $what } hat diesen Teil nicht mehr: neu wählen
change-a-family-as-a-whole = eine ganze Familie hat einen Schlüssel und keine Kennung: eine Rolle, eine Spezialisierung oder ein Segment wählen
change-is-not-a-role-choose = { $title } ist keine Rolle: eine Rolle wählen
change-there-is-no-place-among = es gibt keinen Platz { $number } unter { $what ->
        [roles] den Rollen
        [specialties] den Spezialisierungen
        [segments] den Segmenten
        [items] den Punkten
       *[other] { $what }
    }: es gibt { $len }
change-no-item-is-chosen-choose = kein Punkt ist gewählt: einen oder mehrere wählen
change-a-title-is-needed-give = es braucht einen Titel: ihm Worte geben, in einer Zeile
change-the-titles-of-its-roles = es braucht die Titel der Rollen: sie mit ; dazwischen angeben
change-a-family-begins-with-at = eine Familie beginnt mit höchstens { $most } Rollen, und das sind { $given }: die anderen später hinzufügen
change-the-id-cannot-be-part = die Kennung „{ $what }“ kann kein Teil einer Adresse sein: Buchstaben, Ziffern, Bindestriche, Unterstriche und Punkte nehmen, höchstens 100 Bytes, nicht mit einem Punkt beginnend
change-has-the-id-already-take = { $title } hat die Kennung „{ $id }“ schon: eine andere nehmen
change-in-the-name-would-mean = in { $family } meinte der Name „{ $name }“ eine eigene Rolle und nicht mehr eine andere Familie: einen anderen Namen nehmen
change-cannot-be-the-path-of = „{ $what }“ kann kein Pfad einer Familie sein: Ordner und Datei mit Buchstaben, Ziffern, Bindestrichen, Unterstrichen und Punkten benennen, mit / dazwischen, keiner mit einem Punkt am Anfang oder Ende
change-catalog-toml-holds-the-settings = catalog.toml enthält die Einstellungen des Katalogs: einen anderen Namen nehmen
change-there-is-a-family-already = es gibt schon eine Familie { $what }: einen anderen Namen nehmen, oder jene zuerst verschieben
change-nothing-would-change-it-is = nichts würde sich ändern: es ist schon so
change-extends-which-stays-behind-and = { $title } baut auf { $other } auf, was zurückbleibt, und verlöre, was es erbt: das zuerst hineinschreiben und extends herausnehmen
change-stays-behind-and-extends-give = { $title } bleibt zurück und baut auf { $other } auf: zuerst die geerbten Punkte hineinschreiben und extends herausnehmen
change-both-halves-of-an-item = beide Hälften eines Punkts brauchen Worte: zwischen zwei davon teilen
change-an-item-can-be-split = ein Punkt lässt sich nur zwischen zwei Zeichen seines Textes teilen
change-it-is-the-last-item = es ist der letzte Punkt seiner Liste: einen wählen, dem ein anderer folgt
change-only-items-that-follow-each = nur Punkte, die in einer Liste aufeinander folgen, lassen sich verbinden: solche markieren
change-is-not-repeated-there-any = „{ $text }“ wiederholt sich dort nicht mehr: neu nach wiederholten Punkten suchen
change-nobody-inherits-this-item-from = niemand erbt diesen Punkt von { $title }: ihn bearbeiten, wo er steht, oder verschieben
change-pushed-down-from-the-item = von { $title } verteilt, änderte der Punkt auch { $changed }, das ihn auf anderem Weg bekommt: das auslassen, oder den Punkt von Hand verschieben
change-the-plan-does-not-fit = der Plan passt nicht mehr zum Katalog: { $what }
change-renamed-to = { $key } in { $new } umbenannt
change-moved-to-the-top = { $key } nach ganz oben verschoben
change-moved-to = { $key } nach { $folder } verschoben
change-renamed-to-2 = { $old } in { $new } umbenannt
change-lifted-an-item-to = einen Punkt zu { $target } angehoben
change-lifted-items-to = { $many } Punkte zu { $target } angehoben
change-lifted-items = { $many } Punkte angehoben
change-changes = ändert { $parts }
change-in = { " " }in { $files }
change-moved = { $spots } verschoben
change-copied = { $spots } kopiert
change-split = { $list } geteilt
change-joined = { $list } verbunden
change-there-is-no-family = es gibt keine Familie { $key }
change-there-is-a-family-already-2 = es gibt schon eine Familie { $key }
change-the-text-of-the-new = der Text der neuen Familie { $key } ist kein TOML
change-pushed-an-item-of-down = einen Punkt von { $node } verteilt
change-gave-the-id = { $node } die Kennung { $new } gegeben
change-moved-2 = { $from } verschoben
change-changed-the-order-of-the = die Reihenfolge geändert: { $what }
change-deleted-4 = { $spots } gelöscht
change-joined-2 = { $spots } verbunden
change-pushed-down = { $spots } verteilt
change-tagged = { $spots } Stichwörter gegeben
change-tagged-2 = { $parts } Stichwörter gegeben
change-deleted-5 = { $parts } gelöscht
change-archived = { $counted } archiviert
change-restored = { $counted } aus dem Archiv geholt
change-duplicated-2 = { $parts } verdoppelt
change-the-top = ganz oben
change-moved-to-2 = { $parts } nach { $place } verschoben
change-moved-to-3 = { $going } nach { $there } verschoben
change-moved-3 = { $parts } verschoben
change-added-the-family = die Familie { $title } hinzugefügt
change-moved-to-4 = { $role } nach { $there } verschoben
change-moved-roles-to = { $many } Rollen nach { $there } verschoben
change-there-is-nothing-to-look = es gibt nichts zu suchen: ein Wort oder Muster angeben
change-the-pattern-cannot-be-read = das Muster ist bei Zeichen { $at }, { $rest }, nicht zu lesen: { $why }; vor ein Zeichen, das so gemeint ist, \ setzen, oder den regulären Ausdruck weglassen
change-the-pattern-is-too-large = das Muster ist zu groß: kleinere Wiederholungen wie { "{" }1,20{ "}" } und weniger Alternativen nehmen
change-the-replacement-names-the-group = die Ersetzung nennt bei Zeichen { $at } die Gruppe { $name }, aber das Muster hat { $known }: für ein Dollarzeichen $$ schreiben, und ${ "{" }1{ "}" }, wo auf die Gruppe ein Buchstabe oder eine Ziffer folgt
change-the-group-that-begins-at = die Gruppe, die bei Zeichen { $at } der Ersetzung beginnt, hat kein Ende: ${ "{" }name{ "}" } schreiben
change-which-is-its-end = also am Ende
change-before = vor „{ $rest }“
change-no-groups = keine Gruppen
change-gave-of-one-wording = { $made } in { $many } einen Wortlaut gegeben: „{ $text }“
change-families = { $many ->
        [one] 1 Familie
       *[other] { $many } Familien
    }
change-hiring-process-step = Einstellungsverfahren, Schritt { $n }
change-reworded-the-page = die Seite umformuliert
change-reworded = { $wording } umformuliert
change-the-text-is-not-toml = der Text von { $key } ist kein TOML
change-archived-it = { $title } archiviert
change-restored-it = { $title } wiederhergestellt
