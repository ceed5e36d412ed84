count-families = { $count ->
        [one] 1 Familie
       *[other] { $count } Familien
    }
count-place = { $count ->
        [one] 1 Stelle
       *[other] { $count } Stellen
    }
count-file = { $count ->
        [one] 1 Datei
       *[other] { $count } Dateien
    }
count-item = { $count ->
        [one] 1 Punkt
       *[other] { $count } Punkte
    }
count-role = { $count ->
        [one] 1 Rolle
       *[other] { $count } Rollen
    }
count-omission = { $count ->
        [one] 1 Weglassung
       *[other] { $count } Weglassungen
    }
count-error = { $count ->
        [one] 1 Fehler
       *[other] { $count } Fehler
    }
count-warning = { $count ->
        [one] 1 Warnung
       *[other] { $count } Warnungen
    }
count-note = { $count ->
        [one] 1 Hinweis
       *[other] { $count } Hinweise
    }
count-effective-role = { $count ->
        [one] 1 wirksame Rolle
       *[other] { $count } wirksame Rollen
    }
count-ladder-step = { $count ->
        [one] 1 Leiterschritt
       *[other] { $count } Leiterschritte
    }
count-reference = { $count ->
        [one] 1 Verweis
       *[other] { $count } Verweise
    }
