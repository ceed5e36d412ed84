query-there-is-no-field-did = Es gibt kein Feld { $name }:, ist { $near }: gemeint?
query-there-is-no-field-so = Es gibt kein Feld { $name }:, deshalb wird { $name }:{ $value } als Text gesucht.
query-is-never-did-you-mean = { $name }: ist nie { $value }, ist { $near } gemeint?
query-is-never-it-can-be = { $name }: ist nie { $value }; möglich ist { $choices }.
query-is-no-grade-write-8 = { $value } ist keine Stufe; { $name }:8, { $name }:>=8 oder { $name }:5..7 schreiben.
query-is-no-date-write-2026 = { $value } ist kein Datum; { $name }:2026-03, { $name }:<2026-01-01 oder { $name }:2026..2027 schreiben.
query-needs-a-word-behind-its = { $name }: braucht hinter den Zeichen ein Wort.
query-needs-a-value = { $name }: braucht einen Wert: { $describe }.
query-or = { $before } oder { $last }
query-this-is-left-out-only = Das entfällt: gesucht wird nur nach { $max_clauses } Ausdrücken mit { $max_values } Werten.
query-without-there-is-1 = Ohne { $typed } gibt es 1.
query-without-there-are = Ohne { $typed } gibt es { $count }.
query-no-is-called-did-you = { $what } { $name } gibt es nicht, ist { $near } gemeint?
query-nothing-in-the-catalog-has = Nichts im Katalog hat { $article ->
       *[a] so etwas wie
    } { $what }.
query-no-is-called-there-is = { $what } { $name } gibt es nicht; es gibt { $known }.
query-no-is-called = { $what } { $name } gibt es nicht.
query-nothing-has-such-a-grade = Nichts hat eine solche Stufe; sie gehen von { $value } bis { $value2 }.
query-nothing-has-such-a-grade-2 = Nichts hat eine solche Stufe; es gibt { $known }.
query-nothing-in-the-catalog-has-2 = Nichts im Katalog hat eine Stufe.

# Was die Felder der Anfragesprache sind.

query-field-title = Wörter des Titels
query-field-req = Wörter einer Anforderung
query-field-resp = Wörter einer Aufgabe
query-field-nice = Wörter von Wünschenswertem
query-field-summary = Wörter der Zusammenfassung
query-field-family = Jobfamilie
query-field-dept = Bereich, mit denen darunter
query-field-specialty = Spezialisierung
query-field-segment = Segment
query-field-grade = Stufe: 8, >=8, 5..7
query-field-status = Status
query-field-tag = Stichwort
query-field-track = Laufbahn
query-field-owner = zuständig
query-field-reports-to = Wörter des Titels einer Führungskraft
query-field-updated = Datei zuletzt geschrieben: <2026-01-01
query-field-review = Durchsicht: 2026, <2026-07
query-field-has = etwas, das da ist
query-field-kpi = Wörter einer Kennzahl
query-field-ladder = Wörter der Karriereleiter
query-field-hiring = Wörter des Einstellungsverfahrens
query-field-section = Wörter eines Abschnitts
query-field-id = Buchstaben einer Kennung oder eines Dateinamens
query-line-title = Titel
query-line-summary = Überblick
query-line-responsibility = Aufgabe
query-line-requirement = Anforderung
query-line-nice-to-have = Wünschenswert
query-line-indicator = Kennzahl
query-line-ladder = Karriereleiter
query-line-hiring = Einstellungsverfahren
query-line-section = Abschnitt
query-line-tag = Stichwort
query-line-reports-to = Leitung
query-line-id = Kennung
