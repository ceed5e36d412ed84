//! The one table of Actions: keys, help, the palette, the hint bar, the README and the tests all read it.

use super::Keymap;
use crate::text::text;

/// Where an action can be bound to a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Context {
    /// The tree and the detail pane.
    Browse,
    /// The finder: what is typed, and what is found for it.
    Finder,
    /// What stands beside the finder's list: narrowing, and the preview.
    Aside,
    /// A query for the tree.
    Filter,
    /// A list with a line to type in: palette, help, problems.
    List,
    /// Roles beside each other, and what the next level asks.
    Compare,
    /// Replacing throughout the catalog.
    Replace,
    /// The career ladder, the matrix, the reports.
    View,
    /// A form.
    Form,
    /// A question.
    Dialog,
}

impl Context {
    /// All of them, in the order of help.
    pub const ALL: [Self; 10] = [
        Self::Browse,
        Self::Finder,
        Self::Aside,
        Self::Filter,
        Self::List,
        Self::Compare,
        Self::Replace,
        Self::View,
        Self::Form,
        Self::Dialog,
    ];

    /// Whether letters are typed here, or are answers, so that they cannot be keys.
    pub fn takes_text(self) -> bool {
        match self {
            Self::Finder | Self::Filter | Self::List | Self::Replace | Self::Form => true,
            Self::Dialog => true,
            Self::Browse | Self::Aside | Self::Compare | Self::View => false,
        }
    }

    /// The heading in help.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Browse => text!("action-in-browse"),
            Self::Finder => text!("action-in-finder"),
            Self::Aside => text!("action-in-aside"),
            Self::Filter => text!("action-in-filter"),
            Self::List => text!("action-in-list"),
            Self::Compare => text!("action-in-compare"),
            Self::Replace => text!("action-in-replace"),
            Self::View => text!("action-in-view"),
            Self::Form => text!("action-in-form"),
            Self::Dialog => text!("action-in-dialog"),
        }
    }
}

/// When an action can be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Always.
    Always,
    /// The catalog has been read.
    Ready,
    /// A family that can be read is selected.
    Family,
    /// The cursor is on an item that is written in the role that is shown.
    OwnItem,
    /// The cursor is on an item, written here or inherited.
    Item,
    /// An item was cut or copied, and the cursor is in one of the three lists.
    Paste,
    /// The cursor is on an item that is written in the role that is shown, or in the tree on what can be deleted.
    Deletable,
    /// The cursor is on an item that is written in the role that is shown, or in the tree on a part of a family.
    Movable,
    /// A role, a specialty or a segment is selected.
    Part,
    /// A specialty or a segment is selected.
    Variation,
    /// A department, a family or a part of one is selected.
    Structure,
    /// The cursor is on an inherited line.
    Inherited,
    /// The cursor is in one of the three lists.
    InList,
    /// There is a change to take back.
    Undo,
    /// There is a change to make again.
    Redo,
    /// Something was changed since the catalog was read.
    History,
    /// The selected family has unsaved changes.
    Dirty,
    /// Any family has unsaved changes.
    AnyDirty,
    /// A family's file is selected, broken or not.
    File,
    /// An earlier run left something unsaved, and nobody has decided on it.
    Left,
    /// Something was searched for, and a hit was opened.
    Found,
    /// Repeated items are listed.
    Repeated,
    /// The problems are listed.
    Problems,
    /// What narrows a query has the focus.
    Narrowing,
    /// The preview of the finder has the focus.
    Preview,
    /// In the finder, a hit is selected that other roles inherit, or one of those.
    Group,
    /// Roles were compared before.
    Compared,
    /// Roles are beside each other, and not what the next level asks.
    Beside,
    /// The matrix is open.
    Matrix,
    /// The requirements are listed in the reports.
    Budget,
    /// The wordings are listed in the reports.
    Wordings,
    /// There is a place to go back to.
    Visited,
    /// There is a place to go forward to.
    VisitedAfter,
}

impl When {
    /// Why the action cannot be done while the condition does not hold.
    pub fn why_not(self) -> &'static str {
        match self {
            Self::Always | Self::Ready => "",
            Self::Family => text!("action-needs-family"),
            Self::OwnItem => text!("action-needs-own-item"),
            Self::Item => text!("action-needs-item"),
            Self::Paste => text!("action-needs-paste"),
            Self::Deletable => text!("action-needs-deletable"),
            Self::Movable => text!("action-needs-movable"),
            Self::Part => text!("action-needs-part"),
            Self::Variation => text!("action-needs-variation"),
            Self::Structure => text!("action-needs-structure"),
            Self::Inherited => text!("action-needs-inherited"),
            Self::InList => text!("action-needs-in-list"),
            Self::Undo => text!("action-needs-undo"),
            Self::Redo => text!("action-needs-redo"),
            Self::History => text!("action-needs-history"),
            Self::Dirty => text!("action-needs-dirty"),
            Self::AnyDirty => text!("action-needs-any-dirty"),
            Self::File => text!("action-needs-file"),
            Self::Left => text!("action-needs-left"),
            Self::Found => text!("action-needs-found"),
            Self::Repeated => text!("action-needs-repeated"),
            Self::Problems => text!("action-needs-problems"),
            Self::Narrowing => text!("action-needs-narrowing"),
            Self::Preview => text!("action-needs-preview"),
            Self::Group => text!("action-needs-group"),
            Self::Compared => text!("action-needs-compared"),
            Self::Beside => text!("action-needs-beside"),
            Self::Matrix => text!("action-needs-matrix"),
            Self::Budget => text!("action-needs-budget"),
            Self::Wordings => text!("action-needs-wordings"),
            Self::Visited => text!("action-needs-visited"),
            Self::VisitedAfter => text!("action-needs-visited-after"),
        }
    }
}

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct ActionInfo {
    /// Which action.
    pub action: Action,
    /// Its name in the code, of which its name in the settings is made.
    ident: &'static str,
    /// Default keys, the one to show first.
    pub keys: &'static [&'static str],
    /// Where the keys work.
    pub context: Context,
    /// When it can be done.
    pub when: When,
    /// Whether it has a place in the hint bar.
    pub is_hinted: bool,
}

macro_rules! actions {
    ($($context:ident { $($action:ident, [$($key:literal),*], $when:ident, $hinted:literal;)+ })+) => {
        /// Something a user can mean to do.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[allow(missing_docs, reason = "the table says what each one does")]
        pub enum Action { $($($action,)+)+ }

        /// All actions.
        pub const ACTIONS: &[ActionInfo] = &[$($(ActionInfo {
            action: Action::$action,
            ident: stringify!($action),
            keys: &[$($key),*],
            context: Context::$context,
            when: When::$when,
            is_hinted: $hinted,
        },)+)+];
    };
}

actions! {
    Browse {
        Find, ["/", "Ctrl-F"], Always, true;
        SavedSearches, [], Ready, false;
        FilterTree, ["f"], Ready, false;
        NextFound, ["F3"], Found, false;
        PreviousFound, ["Shift-F3"], Found, false;
        Replace, ["%"], Ready, false;
        Ladder, ["w"], Ready, false;
        Matrix, ["#"], Ready, false;
        Report, ["t"], Ready, false;
        Edit, ["e"], Family, true;
        EditFields, ["r"], Family, false;
        EditOutside, ["E"], File, false;
        EditDetails, ["i"], Family, false;
        EditExtends, [], Part, false;
        EditRoles, [], Variation, false;
        AddManager, [], Part, false;
        Omit, [], Part, false;
        AddIndicator, [], Family, false;
        AddLadderStep, [], Family, false;
        EditLadder, [], Family, false;
        AddHiringStep, [], Family, false;
        EditHiring, [], Family, false;
        AddSection, [], Family, false;
        EditSettings, [], Ready, false;
        AddItem, ["a"], InList, true;
        AddItemAbove, ["A"], InList, false;
        DeleteItem, ["d", "Del"], Deletable, false;
        MoveItemUp, ["K", "Alt-Up"], Movable, false;
        MoveItemDown, ["J", "Alt-Down"], Movable, false;
        CutItem, ["x"], OwnItem, false;
        CopyItem, ["y"], Item, false;
        CopyOut, ["Y"], Family, false;
        Export, [], Family, false;
        Import, ["I"], Ready, false;
        PasteItem, ["P"], Paste, false;
        Duplicate, ["D"], Family, false;
        SplitItem, ["&"], Item, false;
        JoinItem, ["+"], Item, false;
        ToOtherList, [">"], Item, false;
        Hoist, ["H"], Item, false;
        PushDown, ["L"], Item, false;
        AddTags, ["T"], Family, false;
        Repeated, ["="], Ready, false;
        New, ["n"], Ready, false;
        Rename, ["F2", "N"], Structure, false;
        MovePart, ["M"], Family, false;
        Archive, ["X"], Structure, false;
        Compare, ["c"], Family, true;
        CompareAgain, ["C"], Compared, false;
        NextRole, ["W"], Part, false;
        ToggleEffective, ["v"], Family, true;
        ShowOmitted, ["O"], Family, false;
        GoToOrigin, ["o"], Inherited, false;
        Undo, ["u"], Undo, true;
        Redo, ["Ctrl-R", "U"], Redo, false;
        History, ["Z"], History, false;
        Changes, ["Alt-d"], Dirty, false;
        WhoChanged, ["Alt-w"], File, false;
        Save, ["s", "Ctrl-S"], Dirty, true;
        SaveAll, ["S"], AnyDirty, false;
        Reload, ["R"], File, false;
        ReloadCatalog, [], Always, false;
        Unsaved, [], Left, false;
        Problems, ["p"], Always, false;
        NextProblem, ["F8"], Ready, false;
        PreviousProblem, ["Shift-F8"], Ready, false;
        Mend, ["F9"], Ready, false;
        Waive, ["Shift-F9"], Ready, false;
        Help, ["?"], Always, true;
        Guide, ["F1"], Always, false;
        Settings, [","], Always, false;
        Tour, [], Ready, false;
        Palette, [":", "Ctrl-P"], Always, true;
        FocusNext, ["Tab", "Shift-Tab"], Always, false;
        Up, ["Up", "k"], Always, false;
        Down, ["Down", "j"], Always, false;
        Left, ["Left", "h"], Always, false;
        Right, ["Right", "l"], Always, false;
        Open, ["Enter"], Always, true;
        Toggle, ["z"], Always, false;
        Mark, ["Space"], Ready, true;
        MarkUp, ["Shift-Up"], Ready, false;
        MarkDown, ["Shift-Down"], Ready, false;
        MarkToHere, ["V"], Ready, false;
        MarkAll, ["Ctrl-A"], Ready, false;
        Marked, ["Alt-m"], Ready, false;
        PlaceBefore, ["Backspace", "Alt-Left"], Visited, false;
        PlaceAfter, ["Alt-Right"], VisitedAfter, false;
        Bookmark, ["B"], Ready, false;
        Bookmarks, ["'"], Ready, false;
        OpenCatalog, [], Always, false;
        StartCatalog, [], Always, false;
        Recent, [], Ready, false;
        TreeWider, ["Ctrl-Right"], Always, false;
        TreeNarrower, ["Ctrl-Left"], Always, false;
        ExpandAll, ["*"], Always, false;
        CollapseAll, ["-"], Always, false;
        PageUp, ["PgUp", "Ctrl-B"], Always, false;
        PageDown, ["PgDn", "Ctrl-D"], Always, false;
        Top, ["Home", "g"], Always, false;
        Bottom, ["End", "G"], Always, false;
        Back, ["Esc"], Always, false;
        ToggleMouse, ["m"], Always, false;
        Suspend, ["Ctrl-Z"], Always, false;
        Quit, ["q", "Ctrl-C"], Always, true;
    }
    Finder {
        FinderUp, ["Up", "Ctrl-P", "Ctrl-K"], Always, false;
        FinderDown, ["Down", "Ctrl-N", "Ctrl-J"], Always, false;
        FinderPageUp, ["PgUp"], Always, false;
        FinderPageDown, ["PgDn"], Always, false;
        FinderOpen, ["Enter"], Always, true;
        FinderNext, ["Tab"], Always, true;
        FinderPrevious, ["Shift-Tab"], Always, false;
        FinderMark, ["Ctrl-T"], Always, true;
        FinderMarkAll, ["Alt-a"], Always, false;
        FinderUnfold, ["Alt-z"], Group, true;
        FinderUnfoldAll, ["Alt-g"], Always, false;
        FinderPreview, ["Alt-p"], Always, false;
        FinderMarked, ["Alt-m"], Always, false;
        FinderCopy, ["Alt-y"], Always, false;
        FinderOlder, ["Alt-Up"], Always, false;
        FinderNewer, ["Alt-Down"], Always, false;
        FinderSaved, ["Alt-s"], Always, false;
        FinderSave, ["Ctrl-S"], Always, false;
        FinderCompare, ["Alt-c"], Always, false;
        FinderInTree, ["Alt-t"], Always, true;
        FinderHelp, ["F1"], Always, false;
        FinderClose, ["Esc", "Ctrl-C"], Always, true;
    }
    Aside {
        AsideUp, ["Up", "k"], Always, false;
        AsideDown, ["Down", "j"], Always, false;
        AsidePageUp, ["PgUp"], Always, false;
        AsidePageDown, ["PgDn"], Always, false;
        AsideToggle, ["Space"], Narrowing, true;
        AsideNextHit, ["n"], Preview, true;
        AsidePreviousHit, ["N"], Preview, false;
        AsideOpen, ["Enter"], Always, false;
        AsideNext, ["Tab"], Always, true;
        AsidePrevious, ["Shift-Tab"], Always, false;
        AsideHelp, ["?", "F1"], Always, false;
        AsideBack, ["Esc", "/"], Always, true;
        AsideClose, ["Ctrl-C"], Always, false;
    }
    Filter {
        FilterPrevious, ["Up", "Shift-Tab", "Ctrl-P"], Always, false;
        FilterNext, ["Down", "Tab", "Ctrl-N"], Always, true;
        FilterKeep, ["Enter"], Always, true;
        FilterHelp, ["F1"], Always, false;
        FilterDrop, ["Esc", "Ctrl-C"], Always, true;
    }
    List {
        ListUp, ["Up", "Ctrl-P", "Ctrl-K"], Always, false;
        ListDown, ["Down", "Ctrl-N", "Ctrl-J"], Always, false;
        ListPageUp, ["PgUp"], Always, false;
        ListPageDown, ["PgDn"], Always, false;
        ListDelete, ["Ctrl-D"], Always, false;
        ListAccept, ["Enter"], Always, true;
        ListLift, ["Alt-h"], Repeated, true;
        ListWhere, ["Alt-s"], Repeated, true;
        ListSeverity, ["Alt-e"], Problems, true;
        ListPlace, ["Alt-p"], Problems, true;
        ListExplain, ["Alt-x"], Problems, true;
        ListWaive, ["Shift-F9"], Problems, true;
        ListHelp, ["F1"], Always, false;
        ListClose, ["Esc", "Ctrl-C"], Always, true;
    }
    Compare {
        CompareUp, ["Up", "k"], Always, false;
        CompareDown, ["Down", "j"], Always, false;
        CompareLeft, ["Left", "h"], Always, false;
        CompareRight, ["Right", "l"], Always, false;
        CompareNext, ["n"], Always, true;
        ComparePrevious, ["N"], Always, false;
        CompareDifferences, ["d"], Beside, true;
        CompareShape, ["v"], Beside, true;
        CompareGo, ["Enter"], Always, true;
        CompareMore, ["c"], Always, true;
        CompareDelta, ["W"], Beside, false;
        ComparePageUp, ["PgUp", "Ctrl-B"], Always, false;
        ComparePageDown, ["PgDn", "Space"], Always, false;
        CompareTop, ["Home", "g"], Always, false;
        CompareBottom, ["End", "G"], Always, false;
        CompareHelp, ["?", "F1"], Always, false;
        CompareClose, ["Esc", "q", "Ctrl-C"], Always, true;
    }
    Replace {
        ReplaceNext, ["Tab"], Always, false;
        ReplacePrevious, ["Shift-Tab"], Always, false;
        ReplaceMake, ["Enter"], Always, true;
        ReplaceAccept, ["Space"], Always, true;
        ReplaceAll, ["Alt-a"], Always, true;
        ReplaceNone, ["Alt-n"], Always, true;
        ReplaceUp, ["Up", "Ctrl-P"], Always, false;
        ReplaceDown, ["Down", "Ctrl-N"], Always, false;
        ReplacePageUp, ["PgUp"], Always, false;
        ReplacePageDown, ["PgDn"], Always, false;
        ReplaceRegex, ["Alt-r"], Always, false;
        ReplaceWord, ["Alt-w"], Always, false;
        ReplaceCase, ["Alt-c"], Always, false;
        ReplaceLinks, ["Alt-l"], Always, false;
        ReplaceScope, ["Alt-s"], Always, false;
        ReplaceHelp, ["F1"], Always, false;
        ReplaceClose, ["Esc", "Ctrl-C"], Always, true;
    }
    View {
        ViewUp, ["Up", "k"], Always, false;
        ViewDown, ["Down", "j"], Always, false;
        ViewLeft, ["Left", "h"], Always, false;
        ViewRight, ["Right", "l"], Always, false;
        ViewPageUp, ["PgUp", "Ctrl-B"], Always, false;
        ViewPageDown, ["PgDn", "Ctrl-D"], Always, false;
        ViewTop, ["Home", "g"], Always, false;
        ViewBottom, ["End", "G"], Always, false;
        ViewOpen, ["Enter"], Always, true;
        ViewMark, ["Space"], Matrix, true;
        ViewColumns, ["c"], Matrix, true;
        ViewRows, ["r"], Matrix, true;
        ViewSort, ["s"], Budget, true;
        ViewWording, ["w"], Wordings, true;
        ViewNext, ["Tab"], Always, true;
        ViewPrevious, ["Shift-Tab"], Always, false;
        ViewHelp, ["?", "F1"], Always, false;
        ViewClose, ["Esc", "Ctrl-C"], Always, true;
    }
    Form {
        FormAccept, ["Ctrl-S"], Always, true;
        FormEnter, ["Enter"], Always, true;
        FormNext, ["Tab"], Always, true;
        FormPrevious, ["Shift-Tab"], Always, false;
        FormNewline, ["Alt-Enter", "Ctrl-J"], Always, true;
        FormEditOutside, ["Alt-e"], Always, false;
        FormCancel, ["Esc"], Always, true;
        FormSuggestNext, ["Ctrl-N"], Always, false;
        FormSuggestPrevious, ["Ctrl-P"], Always, false;
        FormUndo, ["Ctrl-Z"], Always, false;
        FormRedo, ["Ctrl-Y"], Always, false;
        FormSelectAll, ["Ctrl-A"], Always, false;
        FormCopy, ["Ctrl-C"], Always, false;
        FormCut, ["Ctrl-X"], Always, false;
        FormHelp, ["F1"], Always, false;
        FormPaste, ["Ctrl-V"], Always, false;
    }
    Dialog {
        DialogPrevious, ["Left", "Shift-Tab"], Always, false;
        DialogNext, ["Right", "Tab"], Always, false;
        DialogUp, ["Up", "PgUp"], Always, false;
        DialogDown, ["Down", "PgDn"], Always, false;
        DialogAccept, ["Enter"], Always, true;
        DialogHelp, ["F1"], Always, false;
        DialogClose, ["Esc", "Ctrl-C"], Always, true;
    }
}

impl ActionInfo {
    /// Its name in the settings, such as `next-found`.
    pub fn id(&self) -> String {
        let mut id = String::new();
        for c in self.ident.chars() {
            if c.is_ascii_uppercase() && !id.is_empty() {
                id.push('-');
            }
            id.push(c.to_ascii_lowercase());
        }
        id
    }

    /// Its name, as the palette has it.
    pub fn name(&self) -> &'static str {
        text!(&format!("action-{}", self.id()))
    }

    /// What it does, in a sentence.
    pub fn description(&self) -> &'static str {
        text!(&format!("action-{}-does", self.id()))
    }

    /// The short form in the hint bar, if it has a place there.
    pub fn hint(&self) -> Option<&'static str> {
        self.is_hinted
            .then(|| text!(&format!("action-{}-hint", self.id())))
    }

    /// Whether it cannot be done with several things at once.
    pub fn one_at_a_time(&self) -> bool {
        use Action::{Edit, EditDetails, EditFields, EditOutside, Rename, SplitItem};
        matches!(
            self.action,
            Edit | EditDetails | EditFields | EditOutside | Rename | SplitItem
        )
    }
}

impl Action {
    /// Its row of the table.
    pub fn info(self) -> &'static ActionInfo {
        // The enum and the table come from one list, so the row is where the number says.
        &ACTIONS[self as usize]
    }
}

/// The key table as Markdown, for the README and the help.
pub fn key_table(keymap: &Keymap) -> String {
    let mut out = String::new();
    for context in Context::ALL {
        out.push_str(&format!(
            "\n**{}**\n\n{}\n|---|---|---|\n",
            context.heading(),
            text!("action-key-table")
        ));
        for info in ACTIONS.iter().filter(|info| info.context == context) {
            let chords = keymap.chords(info.action).iter();
            let keys: Vec<String> = chords.map(|chord| format!("`{chord}`")).collect();
            out.push_str(&format!(
                "| {} | {} | {} |\n",
                keys.join(" "),
                info.name(),
                info.description()
            ));
        }
    }
    out
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::Key;
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn every_key_of_the_table_is_written_as_it_is_shown() {
        for info in ACTIONS {
            for text in info.keys {
                let key: Key = text.parse().unwrap();
                assert_eq!(key.to_string(), *text, "of {}", info.name());
            }
        }
    }

    #[test]
    fn no_key_means_two_things_in_one_place() {
        let mut seen = HashMap::new();
        for info in ACTIONS {
            for key in info.keys {
                let before = seen.insert((info.context, *key), info.name());
                assert_eq!(before, None, "{key} of {}", info.name());
            }
        }
    }
}
