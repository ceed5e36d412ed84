show-only = only { $letters }
show-not-in-all = not in all
show-new = New
show-changed = Changed
show-reworded-as-far-as-one = Reworded, as far as one can tell
show-no-longer-asked = No longer asked
show-no-longer-asked-2 = no longer asked
show-as-before = as before
show-from = From{ "  " }
show-no-difference = No difference.
show-from-to-from-to =
    # From { $from } to { $to }

    From { $at } to { $there }.
    { "" }
show-no-difference-2 =
    { "" }
    No difference.
    { "" }
show-was =
    { $new }{ "  " }
    { "  " }was: { $old }
show-outside-the-catalog = outside the catalog
show-any-role-of-the-family = any role of the family
show-builds-on-it = builds on it
show-in-particular = in particular
show-in-general = in general
show-as-one-of-them = as one of them
show-one-of-them = one of them
show-see-elsewhere-in-the-list = see elsewhere in the list
show-comes-back-to-it = ↺ comes back to it
show-and-on = … and on
show-grade = { " " }· grade { $grade }
show-cycles = Cycles
show-leads-up-to-itself = leads up to itself
show-lead-up-to-each-other = lead up to each other
show-in-particular-2 = In particular
show-where-one-can-go-from = Where one can go from here
show-nowhere-that-a-step-names = Nowhere that a step names.
show-how-one-gets-here = How one gets here
show-from-nowhere-that-a-step = From nowhere that a step names.
show-and-more =
    … and more
    { "" }
show-grade-2 = grade { $grade }
show-no-grade = no grade
show-no-track = no track
show-no-status = no status
show-also = also{ " " }
show-from-2 = { " " }({ $also }from { $titles })
show-omitted = Omitted
show-and = { " " }and{ " " }
show-grade-3 = Grade
show-reports-to = Reports to
show-performance-indicators = Performance indicators
show-career-ladder = Career ladder
show-hiring-process = Hiring process
show-roles = Roles
show-all-say-the-same = = all say the same
show-they-say-something-else = ≠ they say something else
show-reworded-as-far-as-one-2 = ~ reworded, as far as one can tell
show-differences = { $many ->
        [one] 1 difference
       *[other] { $many } differences
    }
show-or = { " " }or{ " " }
show-there-is-no-role-among = there is no role among what is to be exported
show-of-family = { " " }(family)
show-to = To{ "    " }
show-comparison = Comparison
show-finding = Finding
show-differences-underlined = { $count ->
        [one] 1 difference. What differs within a line is underlined.
       *[other] { $count } differences. What differs within a line is underlined.
    }
show-address = Address
show-status = Status
show-track = Track
show-owner = Owner
show-review-due = Review due
show-tags = Tags
show-for-roles = For roles
show-extends = Extends
show-extends-2 = Extends ({ $list })
show-from-to = { $kind }: from { $from } to { $to }
show-grade-4 = { " " }(grade { $value })
show-specialties = Specialties
show-segments = Segments
show-nothing-there = Nothing.
show-nobody-says-the-day = Nobody says which day it is.
show-part-departments = Departments
show-part-grades = Grades
show-part-status = Status
show-part-overdue-on = Overdue for review on { $today }
show-part-overdue = Overdue for review
show-part-without-grade = Without grade
show-every-role-has-one = Every role has one.
show-part-without-manager = Without manager
show-every-role-reports = Every role reports to somebody.
show-part-budget = What roles ask for
show-no-roles = There are no roles.
show-part-wordings = What several families say
show-no-wordings = No item is in more than one family.
show-wordings = { $count ->
        [one] 1 wording
       *[other] { $count } wordings
    }
show-families-places-wordings = { $families } families, { $places } places, { $wordings }
show-column-department = department
show-column-families = families
show-column-roles = roles
show-column-grade = grade
show-column-status = status
show-column-due = due
show-column-title = title
show-column-address = address
show-column-must = must
show-column-own = own
show-column-inherited = inherited
show-column-preferred = preferred
show-column-places = places
show-column-wordings = wordings
show-column-item = item
show-grade-of = Grade: { $grade }
show-manager-of = Reports to: { $titles }
show-document-cannot-be-packed = the document cannot be packed: { $why }
show-must = { " " }(must)
show-preferred = { " " }(preferred)
show-report-all = all
show-report-top = (top)
show-unknown-rung = unknown
show-step = step
show-same = same
show-differs = differs
show-row-reworded = reworded
show-so-many-same = same
show-so-many-different = different
show-so-many-reworded = reworded
show-so-many-new = new
show-so-many-changed = changed
show-gap = (gap)
show-it-was = was:{ " " }
