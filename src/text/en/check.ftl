check-area-files = Files
check-area-references = References
check-area-house = What a role has
check-area-wording = Wording
check-waiver-ended-on = the waiver of { $rule } ended on { $until }
check-waiver-ended = the waiver of { $rule } has ended
check-take-waiver-out-or-prolong = Take the waiver out, or say until when it holds from now on.
check-waived-without-a-reason = { $rule } is waived without a reason
check-say-why = Say why: reason = "…"
check-cannot-be-waived = { $rule } cannot be waived
check-mend-and-take-waiver-out = Mend what it finds, and take the waiver out.
check-no-rule-is-called = no rule is called "{ $rule }"
check-is-it-meant = Is { $rule } meant?
check-explain-lists-the-rules = `rolebook explain` lists the rules.
check-no-profile-is-called = no profile is called "{ $profile }"
check-it-is-one-or-other = It is { $one } or { $other }.
check-is-no-severity = "{ $word }" is no severity
check-it-is-one-of = It is one of { $known }.
check-stays-an-error = { $id } stays an error: what it finds cannot be read
check-take-the-line-out = Take the line out.
check-does-not-look-for-words = { $id } does not look for words of a list
check-these-do = These do: { $known }.
check-does-not-begin-at-a-number = { $id } does not begin at a number
check-cannot-begin-at = { $id } cannot begin at { $number }
check-write-a-number-from-0 = Write a number from 0.
check-coded-words = { $more } { $of }-coded words ({ $named }) and { $less } { $of ->
        [masculine] feminine
       *[feminine] masculine
    }-coded ones
check-look-for-other-words = Look whether the same can be said in other words.
check-begins-a-duty = "{ $written }" begins a duty, and this is a requirement
check-move-to-responsibilities = Move it to the responsibilities, or say what somebody must bring for it.
check-asks-for-something = "{ $written }" asks for something, and this is a responsibility
check-move-to-requirements = Move it to the requirements, or say what is done with it.
check-begins-with-no-verb = a responsibility that begins with "{ $written }" and not with what is done
check-begin-with-the-verb = Begin with the verb.
check-counts-years = "{ $written }" counts years and does not say why
check-say-what-after-that-time = Say what somebody can do after that time, or why it must be years.
check-asks-for-experience-at-entry = { $title } starts at grade { $grade }, and asks for experience
check-ask-for-what-can-be-learnt = Ask for what can be learnt elsewhere, or move it to nice_to_have.
check-no-role-has = no role of this family has { $what ->
        [responsibilities] responsibilities
        [requirements] requirements
        [nice_to_have] nice-to-haves
        [performance_indicators] performance indicators
        [career_ladder] a career ladder
        [hiring_process] hiring process
        [reports_to] a manager to report to
        [review_due] a day of its next review
        [grade] a grade
        [summary] a summary
        [status] status
        [owner] a owner
        [tags] tags
        [track] a track
       *[section] a section "{ $heading }"
    }
check-has-none = { $title } has no { $what ->
        [responsibilities] responsibilities
        [requirements] requirements
        [nice_to_have] nice-to-haves
        [performance_indicators] performance indicators
        [career_ladder] career ladder
        [hiring_process] hiring process
        [reports_to] manager to report to
        [review_due] day of its next review
        [grade] grade
        [summary] summary
        [status] status
        [owner] owner
        [tags] tags
        [track] track
       *[section] section "{ $heading }"
    }
check-write-it-here-or-in-family = Write it here, or in the family for all of its roles.
check-fix-add-to-requirements = add it to the requirements
check-no-role-has-mandatory-item = no role of this family has "{ $item }", which every role must carry
check-lacks-mandatory-item = { $title } lacks "{ $item }", which every role must carry
check-add-it-here-or-to-family = Add it here, or to the family for all of its roles.
check-too-many-requirements = { $title } has { $count } requirements; the catalog allows { $budget }
check-take-out-what-can-be-learnt = Take out what people can learn on the job, or move it to nice_to_have.
check-so-many-indicators = { $count ->
        [one] 1 performance indicator
       *[other] { $count } performance indicators
    }; three to five can be kept in mind
check-add-indicators = Add those that show the rest of the job.
check-keep-the-indicators-that-decide = Keep the ones that decide whether the job is done well.
check-has-no-target = "{ $name }" has no target
check-say-what-is-aimed-at = Say what is aimed at: target = "< 21 days"
check-has-no-link = "{ $name }" has no link
check-link-the-page = Link the page that says how it is measured.
check-indicators-take-the-place = the indicators of { $title } take the place of those of the family
check-keep-indicators-in-one-place = Keep them in one place, or repeat here what is to count of the family's.
check-extends-unknown = { $title } extends "{ $target }", which this family does not have
check-name-the-id-of-a-role = Name the id of a role of this family.
check-extends-itself = { $title } extends "{ $target }", which leads back to itself
check-cut-the-circle = Cut the circle: take extends out of one of the roles in it.
check-omits-nothing = { $title } omits "{ $text }", which it does not inherit
check-give-the-exact-text = Give the exact text or the id of an inherited item, or take it out of omit.
check-lead-to-the-same-page = "{ $label }" here, and "{ $named }" before, lead to the same page
check-call-it-by-one-name = Call the page by one name.
check-stands-below = { $title } (grade { $grade }) stands below { $above } (grade { $before })
check-put-roles-in-order = Put the roles in the order of their grades, the lowest first.
check-fix-write = write { $instead }
check-a-link-is-written = A link is written [words](address).
check-space-before-address = a space stands between the words and the address of a link
check-brackets-wrong-way-round = the brackets of a link are the wrong way round
check-address-not-closed = the address of a link is not closed
check-link-leads-nowhere = a link that leads nowhere
check-space-in-address = a space in the address of a link
check-no-address = what stands for the address of a link is none
check-written-for-one-gender = "{ $written }" is written for one gender
check-say-they-or-their = Say "they" or "their".
check-say-what-is-meant = Say what is meant, or leave it out.
check-write-instead = Write "{ $instead }".
check-say-instead = Say "{ $instead }".
check-leaves-people-out = "{ $written }" leaves people out
check-makes-light-of-a-disability = "{ $written }" makes light of a disability
check-is-worn-out = "{ $written }" is worn out
check-could-go = "{ $written }" could go, or be shorter
check-is-misspelled = "{ $written }" is misspelled
check-belongs-into-an-advertisement = "{ $written }" belongs into an advertisement
check-a-time-zone-to-work-in = a time zone that somebody has to work in
check-a-place-to-be-in = a place that somebody has to be in
check-say-it-in-the-posting = Say it in the posting of the vacancy that needs it.
check-says-no-pay = { $title } does not say what is paid
check-give-a-range = Give a range, or a section "Pay" that links to one.
check-says-no-place = { $title } does not say where the work is done
check-say-the-place = Say the place, or that it is remote.
check-readability-index = a readability index of { $index }: { $words } words, { $long } of them long, in { $sentences } sentences
check-use-shorter-words = Use shorter words, and make several sentences of long ones.
check-varies-unknown = { $title } varies "{ $id }", which this family does not have
check-name-ids-of-roles = Name ids of roles of this family, or leave roles out to vary them all.
check-varies-no-role = { $title } varies no role, so nobody gets to see it
check-add-the-role-that-it-varies = Add the role that it varies, or name one in its roles.
check-names-unknown = { $field } names "{ $reference }", which is not in the catalog
check-name-an-id-or-an-address = Name an id of this family, or an address such as finance/accountant#accountant.
check-same-as-item = the same as item { $number } of this list
check-take-one-out = Take one of the two out.
check-fix-take-repeat-out = take the repeat out
check-nearly-the-same-as-item = nearly the same as item { $number } of this list: { $text }
check-join-the-two = Join the two, or say how they differ.
check-inherited-anyway = inherited anyway, from { $title }
check-take-it-out-here = Take it out here.
check-fix-take-inherited-out = take it out; it is inherited
check-a-sentence-of-words = a sentence of { $count } words
check-make-two-of-it = Make two of it.
check-two-forms-of-title = "{ $title }" here, and "{ $other }" in the same family
check-use-one-form = Use one form for those who lead people, or say by track who does.
check-leads-by-title-only = { $title } leads people by its title, and nobody by its track
check-set-track-or-reword = Set track = "manager", or reword the title.
check-left-to-be-written = "{ $written }" was left to be written
check-write-what-is-meant = Write what is meant, or take it out.
check-fix-take-empty-out = take the empty item out
check-item-without-a-word = an item without a word in it
check-write-it-or-take-it-out = Write it, or take it out.
check-was-to-be-read-again = { $title } was to be read again by { $due }
check-read-it-again = Read it again, then set the next day.
check-has-no-owner = { $title } has no owner
check-name-the-team = Name the team that keeps it: owner = "…"
check-finds-nothing-any-more = { $rule } finds nothing here any more
check-take-the-waiver-out = Take the waiver out.
check-mend-or-waive-again = Mend what it was for, or waive it again until another day.
check-text-has-changed = the text has changed since { $rule } was waived
check-mend-or-waive-as-it-is = Mend it, or waive it again as it is now.
check-fix-take-waiver-out = take the waiver out
