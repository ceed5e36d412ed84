choice-this-item = this item
choice-this-part = this part
choice-the-family = the family
choice-the-catalog = the catalog
choice-with = with
choice-without = without
choice-levels = levels
choice-titles = titles
