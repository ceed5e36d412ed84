count-families = { $count ->
        [one] 1 family
       *[other] { $count } families
    }
