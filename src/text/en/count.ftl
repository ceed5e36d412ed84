count-families = { $count ->
        [one] 1 family
       *[other] { $count } families
    }
count-place = { $count ->
        [one] 1 place
       *[other] { $count } places
    }
count-file = { $count ->
        [one] 1 file
       *[other] { $count } files
    }
count-item = { $count ->
        [one] 1 item
       *[other] { $count } items
    }
count-role = { $count ->
        [one] 1 role
       *[other] { $count } roles
    }
count-omission = { $count ->
        [one] 1 omission
       *[other] { $count } omissions
    }
count-error = { $count ->
        [one] 1 error
       *[other] { $count } errors
    }
count-warning = { $count ->
        [one] 1 warning
       *[other] { $count } warnings
    }
count-note = { $count ->
        [one] 1 note
       *[other] { $count } notes
    }
count-effective-role = { $count ->
        [one] 1 effective role
       *[other] { $count } effective roles
    }
count-ladder-step = { $count ->
        [one] 1 ladder step
       *[other] { $count } ladder steps
    }
count-reference = { $count ->
        [one] 1 reference
       *[other] { $count } references
    }
