query-there-is-no-field-did = There is no field { $name }:, did you mean { $near }:?
query-there-is-no-field-so = There is no field { $name }:, so { $name }:{ $value } is looked for as text.
query-is-never-did-you-mean = { $name }: is never { $value }, did you mean { $near }?
query-is-never-it-can-be = { $name }: is never { $value }; it can be { $choices }.
query-is-no-grade-write-8 = { $value } is no grade; write { $name }:8, { $name }:>=8 or { $name }:5..7.
query-is-no-date-write-2026 = { $value } is no date; write { $name }:2026-03, { $name }:<2026-01-01 or { $name }:2026..2027.
query-needs-a-word-behind-its = { $name }: needs a word behind its signs.
query-needs-a-value = { $name }: needs a value: { $describe }.
query-or = { $before } or { $last }
query-this-is-left-out-only = This is left out: only { $max_clauses } terms with { $max_values } values are looked for.
query-without-there-is-1 = Without { $typed } there is 1.
query-without-there-are = Without { $typed } there are { $count }.
query-no-is-called-did-you = No { $what } is called { $name }, did you mean { $near }?
query-nothing-in-the-catalog-has = Nothing in the catalog has { $article ->
        [an] an
       *[a] a
    } { $what }.
query-no-is-called-there-is = No { $what } is called { $name }; there is { $known }.
query-no-is-called = No { $what } is called { $name }.
query-nothing-has-such-a-grade = Nothing has such a grade; they go from { $value } to { $value2 }.
query-nothing-has-such-a-grade-2 = Nothing has such a grade; there is { $known }.
query-nothing-in-the-catalog-has-2 = Nothing in the catalog has a grade.

# What the fields of the query language are.

query-field-title = words of the title
query-field-req = words of a requirement
query-field-resp = words of a responsibility
query-field-nice = words of a nice-to-have
query-field-summary = words of the summary
query-field-family = job family
query-field-dept = department, with those below it
query-field-specialty = specialty
query-field-segment = segment
query-field-grade = grade: 8, >=8, 5..7
query-field-status = status
query-field-tag = tag
query-field-track = track
query-field-owner = owner
query-field-reports-to = words of a manager's title
query-field-updated = file last written: <2026-01-01
query-field-review = review due: 2026, <2026-07
query-field-has = something that is there
query-field-kpi = words of an indicator
query-field-ladder = words of the career ladder
query-field-hiring = words of the hiring process
query-field-section = words of a section
query-field-id = letters of an id or a file's name
query-line-title = Title
query-line-summary = Summary
query-line-responsibility = Responsibility
query-line-requirement = Requirement
query-line-nice-to-have = Nice to have
query-line-indicator = Performance indicator
query-line-ladder = Career ladder
query-line-hiring = Hiring process
query-line-section = Section
query-line-tag = Tag
query-line-reports-to = Reports to
query-line-id = Id
