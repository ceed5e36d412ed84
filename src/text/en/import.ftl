import-became = became
import-kept = kept
import-look = look
import-part = { $what } { $title }
import-text-without-a-heading = text without a heading, as a section
import-text-as-a-section = text under { $heading }, as a section
import-more-indicators = more indicators of { $title }, joined to those before
import-words-before-a-list = the words before a list under { $heading }, on the page
import-line-without-a-bullet = a line without a bullet, as an item
import-bullet-with-nothing = a bullet with nothing behind it, left out
import-so-many-of = { $of ->
        [responsibilities] { $count ->
            [one] 1 responsibility
           *[other] { $count } responsibilities
        }
        [requirements] { $count ->
            [one] 1 requirement
           *[other] { $count } requirements
        }
        [nice_to_have] { $count ->
            [one] 1 nice-to-have
           *[other] { $count } nice-to-haves
        }
        [indicators] { $count ->
            [one] 1 performance indicator
           *[other] { $count } performance indicators
        }
       *[steps] { $count ->
            [one] 1 step of the hiring process
           *[other] { $count } steps of the hiring process
        }
    } of { $title }
import-has-items-twice = { $title } has { $twice ->
        [one] 1 item
       *[other] { $twice } items
    } twice
import-list-without-a-heading = a list without a heading, as the responsibilities of { $title }
import-summary-of = summary of { $title }
import-career-ladder-of = career ladder of { $title }
import-words-before-hiring-process = the words before the hiring process of { $title }
import-words-behind-hiring-process = the words behind the hiring process of { $title }
import-link-is-not-closed = a link is not closed; it is kept as it is written
import-more-than-one-grade = more than one grade is said here
import-shares-what-others-say = { $title } shares what others say: set what it extends
import-stands-with-no-role = this says something of a role, and stands with none
import-reports-to = { $title } reports to { $managers }
import-reports-to-too = { $title } reports to { $managers }, which is not the first that is said
import-line-goes-on = this line goes on with the item above it; a bullet or a blank line may be missing
import-grade-of = grade { $grade } of { $title }
import-another-grade = grade { $grade }, and { $title } is grade { $first } already
import-lists-below-a-grade = lists below a grade, as the responsibilities of { $title }
import-whom-it-reports-to = whom { $title } reports to
import-extends-no-other-role = { $who } extends { $whom }, which is no other role of this page
import-extends = { $who } extends { $whom }
import-step-leads-nowhere = a next step that leads to no job family
import-step-names-nothing = a next step that names no job family
import-ladder-step = a step of the career ladder from { $from } to { $to }
import-step-to-nothing = a next step to { $title }, which no family here has
import-page-has-no-title = the page has no title; { $name } is that of its file
import-front-matter-is-not-closed = the front matter is not closed, and read as text
import-front-matter = the front matter
import-cannot-be-taken-apart = the page cannot be taken apart; it is kept as one section
import-heading-stands-with = the heading names { $who }, and stands with { $title }
import-heading-is-as-deep = the heading is as deep as that of { $title }, and is read as part of it
import-has-no-heading = { $title } has no heading of its own
import-heading-stands-alone = the heading { $title } stands on the page alone
import-items-are-joined = the items below { $title } are joined to those before
import-indicators-are-joined = the indicators below { $title } are joined to the others
import-fate-new = new
import-fate-unchanged = unchanged
import-fate-changed = changed
import-fate-conflict = conflict
import-fate-refused = refused
import-fate-failed = failed
import-is-there-already = { $key } is there already and did not come from a page; take another department, or delete it
import-own-file-is-broken = the family's own file is broken: { $place }
import-imported-one = imported { $key }
import-noted-what-pages-gave = noted what pages gave
import-imported-many = imported { $many } families
import-changed-here-and-on-the-page = changed here and on the page: { $place }
import-before = before: { $text }
import-catalog = catalog: { $text }
import-page = page: { $text }
import-nothing = (nothing)
import-decide-with-prefer = Decide with --prefer catalog or --prefer page, or edit one of the two and import again.
import-nothing-is-saved = ; nothing is saved
import-sum = { $counts } of { $pages } pages, { $looks } places to look at{ $saved }
import-catalog-is-named-twice = the catalog is named twice: with --into, and before
import-cannot-be-made = { $path } cannot be made: { $error }
import-reading-pages = Reading pages
import-too-many = { $path }: there are too many folders or pages
import-no-page = there is no page of Markdown (.md) there
import-not-utf-8 = { $place }: it is not UTF-8
import-would-become-like = it would become { $key } like { $first }
import-more-lines = … and { $more } more lines; rolebook import --dry-run tells them all.
import-line = line { $line }: { $kind }: { $note }
import-page-is-gone = it is not there any more
