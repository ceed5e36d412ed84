count-families = { $count ->
        [one] 1 Familie
       *[other] { $count } Familien
    }
