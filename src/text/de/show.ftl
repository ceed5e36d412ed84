show-only = nur { $letters }
show-not-in-all = nicht in allen
show-new = Neu
show-changed = Geändert
show-reworded-as-far-as-one = Umformuliert, soweit zu erkennen
show-no-longer-asked = Nicht mehr verlangt
show-no-longer-asked-2 = nicht mehr verlangt
show-as-before = wie zuvor
show-from = Von{ "   " }
show-no-difference = Kein Unterschied.
show-from-to-from-to =
    # Von { $from } zu { $to }

    Von { $at } zu { $there }.
    { "" }
show-no-difference-2 =
    { "" }
    Kein Unterschied.
    { "" }
show-was =
    { $new }{ "  " }
    { "  " }vorher: { $old }
show-outside-the-catalog = außerhalb des Katalogs
show-any-role-of-the-family = jede Rolle der Familie
show-builds-on-it = baut darauf auf
show-in-particular = im Einzelnen
show-in-general = allgemein
show-as-one-of-them = als eine davon
show-one-of-them = eine davon
show-see-elsewhere-in-the-list = siehe anderswo in der Liste
show-comes-back-to-it = ↺ kommt darauf zurück
show-and-on = … und weiter
show-grade = { " " }· Stufe { $grade }
show-cycles = Kreise
show-leads-up-to-itself = führt zu sich selbst hinauf
show-lead-up-to-each-other = führen zueinander hinauf
show-in-particular-2 = Im Einzelnen
show-where-one-can-go-from = Wohin es von hier geht
show-nowhere-that-a-step-names = Nirgendwohin, wo ein Schritt es sagt.
show-how-one-gets-here = Wie man hierher kommt
show-from-nowhere-that-a-step = Von nirgendwo, wo ein Schritt es sagt.
show-and-more =
    … und mehr
    { "" }
show-grade-2 = Stufe { $grade }
show-no-grade = ohne Stufe
show-no-track = ohne Laufbahn
show-no-status = ohne Status
show-also = auch{ " " }
show-from-2 = { " " }({ $also }von { $titles })
show-omitted = Weggelassen
show-and = { " " }und{ " " }
show-grade-3 = Stufe
show-reports-to = Leitung
show-performance-indicators = Kennzahlen
show-career-ladder = Karriereleiter
show-hiring-process = Einstellungsverfahren
show-roles = Rollen
show-all-say-the-same = = alle sagen dasselbe
show-they-say-something-else = ≠ sie sagen etwas anderes
show-reworded-as-far-as-one-2 = ~ umformuliert, soweit zu erkennen
show-differences = { $many ->
        [one] 1 Unterschied
       *[other] { $many } Unterschiede
    }
show-or = { " " }oder{ " " }
show-there-is-no-role-among = unter dem zu Exportierenden ist keine Rolle
show-of-family = { " " }(Familie)
show-to = Zu{ "    " }
show-comparison = Vergleich
show-finding = Befund
show-differences-underlined = { $count ->
        [one] 1 Unterschied. Was sich innerhalb einer Zeile unterscheidet, ist unterstrichen.
       *[other] { $count } Unterschiede. Was sich innerhalb einer Zeile unterscheidet, ist unterstrichen.
    }
show-address = Adresse
show-status = Status
show-track = Laufbahn
show-owner = Zuständig
show-review-due = Durchsicht
show-tags = Stichwörter
show-for-roles = Für Rollen
show-extends = Grundlage
show-extends-2 = Grundlage ({ $list })
show-from-to = { $kind }: von { $from } zu { $to }
show-grade-4 = { " " }(Stufe { $value })
show-specialties = Spezialisierungen
show-segments = Segmente
show-nothing-there = Nichts.
show-nobody-says-the-day = Niemand sagt, welcher Tag ist.
show-part-departments = Bereiche
show-part-grades = Stufen
show-part-status = Status
show-part-overdue-on = Am { $today } überfällige Durchsicht
show-part-overdue = Überfällige Durchsicht
show-part-without-grade = Ohne Stufe
show-every-role-has-one = Jede Rolle hat eine.
show-part-without-manager = Ohne Führungskraft
show-every-role-reports = Jede Rolle berichtet an jemanden.
show-part-budget = Was Rollen verlangen
show-no-roles = Es gibt keine Rollen.
show-part-wordings = Was mehrere Familien sagen
show-no-wordings = Kein Punkt steht in mehr als einer Familie.
show-wordings = { $count ->
        [one] 1 Wortlaut
       *[other] { $count } Wortlaute
    }
show-families-places-wordings = { $families } Familien, { $places } Stellen, { $wordings }
show-column-department = Bereich
show-column-families = Familien
show-column-roles = Rollen
show-column-grade = Stufe
show-column-status = Status
show-column-due = fällig
show-column-title = Titel
show-column-address = Adresse
show-column-must = Muss
show-column-own = eigen
show-column-inherited = geerbt
show-column-preferred = bevorzugt
show-column-places = Stellen
show-column-wordings = Wortlaute
show-column-item = Punkt
show-grade-of = Stufe: { $grade }
show-manager-of = Berichtet an: { $titles }
show-document-cannot-be-packed = das Dokument lässt sich nicht packen: { $why }
show-must = { " " }(Muss)
show-preferred = { " " }(bevorzugt)
show-report-all = alle
show-report-top = (oben)
show-unknown-rung = unbekannt
show-step = Schritt
show-same = gleich
show-differs = anders
show-row-reworded = umformuliert
show-so-many-same = gleich
show-so-many-different = anders
show-so-many-reworded = umformuliert
show-so-many-new = neu
show-so-many-changed = geändert
show-gap = (Lücke)
show-it-was = zuvor:{ " " }
