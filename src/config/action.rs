//! The one table of Actions: keys, help, the palette, the hint bar, the README and the tests all read it.

use super::Keymap;

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
            Self::Browse => "Browsing",
            Self::Finder => "Finder",
            Self::Aside => "Beside the finder",
            Self::Filter => "Filtering the tree",
            Self::List => "Lists",
            Self::Compare => "Comparing",
            Self::Replace => "Replacing",
            Self::View => "Ladder, matrix and reports",
            Self::Form => "Forms",
            Self::Dialog => "Questions",
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
            Self::Family => "select a family or a role first",
            Self::OwnItem => "move the cursor in the right pane to an item of this role first",
            Self::Item => "move the cursor in the right pane to an item first",
            Self::Paste => "cut or copy an item first, then move the cursor into a list",
            Self::Deletable => {
                "move the cursor to an item of this role, or in the tree to what shall go"
            }
            Self::Movable => "move the cursor to an item of this role, or in the tree to a role",
            Self::Part => "select a role first",
            Self::Variation => "select a specialty or a segment first",
            Self::Structure => "select a department, a family or a role first",
            Self::Inherited => "this line is written here",
            Self::InList => "move the cursor into a list in the right pane first",
            Self::Undo => "there is nothing to undo",
            Self::Redo => "there is nothing to redo",
            Self::History => "nothing was changed yet",
            Self::Dirty => "this family has no unsaved changes",
            Self::AnyDirty => "nothing is unsaved",
            Self::File => "select a family first",
            Self::Left => "no earlier run left anything unsaved",
            Self::Found => "find something first, with {find}",
            Self::Repeated => "open Repeated items first",
            Self::Problems => "list the problems first, with p",
            Self::Narrowing => "go to what narrows the query first, with Tab",
            Self::Preview => "go to the preview first, with Shift-Tab",
            Self::Group => "select a hit that other roles inherit first",
            Self::Compared => "compare roles first, with {compare}",
            Self::Beside => "lay the roles beside each other first, with {compare}",
            Self::Matrix => "open Matrix first",
            Self::Budget => "open the page Requirements of Report first",
            Self::Wordings => "open the page Wordings of Report first",
            Self::Visited => "you came from nowhere else yet",
            Self::VisitedAfter => "go back first, with {place-before}",
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
    /// Its name, as the palette has it.
    pub name: &'static str,
    /// What it does, in a sentence.
    pub description: &'static str,
    /// Default keys, the one to show first.
    pub keys: &'static [&'static str],
    /// Where the keys work.
    pub context: Context,
    /// When it can be done.
    pub when: When,
    /// The short form in the hint bar, if it has a place there.
    pub hint: Option<&'static str>,
}

macro_rules! actions {
    ($($context:ident { $($action:ident, $name:literal, $description:literal, [$($key:literal),*], $when:ident, $hint:expr;)+ })+) => {
        /// Something a user can mean to do.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[allow(missing_docs, reason = "the table says what each one does")]
        pub enum Action { $($($action,)+)+ }

        /// All actions.
        pub const ACTIONS: &[ActionInfo] = &[$($(ActionInfo {
            action: Action::$action,
            ident: stringify!($action),
            name: $name,
            description: $description,
            keys: &[$($key),*],
            context: Context::$context,
            when: When::$when,
            hint: $hint,
        },)+)+];
    };
}

actions! {
    Browse {
        Find, "Find", "Search titles and every item of all roles as you type.", ["/", "Ctrl-F"], Always, Some("find");
        SavedSearches, "Saved searches", "List the searches that were saved by name.", [], Ready, None;
        FilterTree, "Filter the tree", "Dim in the tree what a query does not find; the arrows go from hit to hit.", ["f"], Ready, None;
        NextFound, "Next line found", "Go to the next line that the last search found, here or in the next role.", ["F3"], Found, None;
        PreviousFound, "Line found before", "Go to the line before that the last search found.", ["Shift-F3"], Found, None;
        Replace, "Replace", "Replace words throughout the catalog, or in a part of it, hit by hit.", ["%"], Ready, None;
        Ladder, "Ladder", "Draw the career ladder around what is selected: where one can go, and how one gets there.", ["w"], Ready, None;
        Matrix, "Matrix", "Set families or departments out by grade, track or status.", ["#"], Ready, None;
        Report, "Report", "Count the library: totals, what is overdue or not said, requirements, wordings.", ["t"], Ready, None;
        Edit, "Edit", "Edit what the cursor is on: an item, an indicator, a step; or the fields of the role.", ["e"], Family, Some("edit");
        EditFields, "Edit fields", "Edit title, grade, reports to, summary, status of what is shown.", ["r"], Family, None;
        EditOutside, "Edit in your editor", "Open the item under the cursor, or else the whole file, in $VISUAL or $EDITOR.", ["E"], File, None;
        EditDetails, "Details", "List what else is written here, managers, indicators, ladder, hiring, sections, to edit it.", ["i"], Family, None;
        EditExtends, "Extends", "Say which role this one goes on from, for everything or list by list.", [], Part, None;
        EditRoles, "Roles it varies", "Choose the roles that the specialty or segment varies.", [], Variation, None;
        AddManager, "Add manager", "Say whom the role reports to.", [], Part, None;
        Omit, "Leave out", "Leave the inherited item under the cursor out here, or choose which one.", [], Part, None;
        AddIndicator, "Add indicator", "Write a new performance indicator.", [], Family, None;
        AddLadderStep, "Add ladder step", "Write a new step of the career ladder, from role to role.", [], Family, None;
        EditLadder, "Career ladder", "Write what is said of the career ladder.", [], Family, None;
        AddHiringStep, "Add hiring step", "Write a new step of the hiring process.", [], Family, None;
        EditHiring, "Hiring process", "Write the hiring process: its steps, and what is said around them.", [], Family, None;
        AddSection, "Add section", "Write a new section of the family's page: a heading and a text.", [], Family, None;
        EditSettings, "Catalog settings", "Edit the catalog's name, house rules and synonyms.", [], Ready, None;
        AddItem, "Add item", "Write a new item, indicator, step or section below the cursor.", ["a"], InList, Some("add");
        AddItemAbove, "Add item above", "Write a new one above the cursor.", ["A"], InList, None;
        DeleteItem, "Delete", "Delete the item or the marked ones, or in the tree the role, family or department.", ["d", "Del"], Deletable, None;
        MoveItemUp, "Move up", "Move the item or the marked ones, or in the tree the role, one place up.", ["K", "Alt-Up"], Movable, None;
        MoveItemDown, "Move down", "Move the item or the marked ones, or in the tree the role, one place down.", ["J", "Alt-Down"], Movable, None;
        CutItem, "Cut items", "Take the item or the marked ones to paste elsewhere; they go from here when pasted.", ["x"], OwnItem, None;
        CopyItem, "Copy items", "Take a copy of the item or the marked ones, to paste in any list of any family.", ["y"], Item, None;
        CopyOut, "To the clipboard", "Copy the role or the marked ones, a section or an item out of the program: text, Markdown, HTML.", ["Y"], Family, None;
        Export, "Export", "See what is selected or marked as a page, text, a table, data or HTML; then save it as a file or copy it.", [], Family, None;
        Import, "Import pages", "Read handbook pages, see what would become of each, and take them as one change.", ["I"], Ready, None;
        PasteItem, "Paste items", "Put what was cut or copied below the cursor.", ["P"], Paste, None;
        Duplicate, "Duplicate", "Make a copy of the item, or in the tree of the role or family, or of what is marked.", ["D"], Family, None;
        SplitItem, "Split item", "Make two items of the one under the cursor.", ["&"], Item, None;
        JoinItem, "Join items", "Make one item of the one under the cursor and the next one, or of the marked ones.", ["+"], Item, None;
        ToOtherList, "To another list", "Move the item or the marked ones to responsibilities, requirements or nice to have.", [">"], Item, None;
        Hoist, "Lift to the base", "Say an item that others repeat once, in the family or the base role.", ["H"], Item, None;
        PushDown, "Push down", "Write an item into every part that inherits it, and take it from here.", ["L"], Item, None;
        AddTags, "Add tags", "Add tags to the item, or in the tree to the role or family, or to all that is marked.", ["T"], Family, None;
        Repeated, "Repeated items", "List items that all roles or variations repeat, to lift them: here or in all families.", ["="], Ready, None;
        New, "New", "Add a role, a specialty, a segment or a family.", ["n"], Ready, None;
        Rename, "Rename", "Give another id, key or name; everything that refers to it follows.", ["F2", "N"], Structure, None;
        MovePart, "Move elsewhere", "Move the family or the marked ones to another department, or roles to another family.", ["M"], Family, None;
        Archive, "Archive or restore", "Set the status to archived, of a department that of all its families; back when it is.", ["X"], Structure, None;
        Compare, "Compare", "Lay the marked roles beside each other, or the selected one and another that is looked for.", ["c"], Family, Some("compare");
        CompareAgain, "Compare again", "Go back to what was compared last.", ["C"], Compared, None;
        NextRole, "Next level", "What does the next level ask? Say what comes and goes from this role to it, or between two marked ones.", ["W"], Part, None;
        ToggleEffective, "Effective or own", "Switch between everything that applies to the role and only what it says itself.", ["v"], Family, Some("own/effective");
        ShowOmitted, "Show left-out lines", "Show in its list, struck out, what the role does not take over, and who leaves it out; again hides it.", ["O"], Family, None;
        GoToOrigin, "Go to origin", "Go to where an inherited line is written.", ["o"], Inherited, None;
        Undo, "Undo", "Take the last change back.", ["u"], Undo, Some("undo");
        Redo, "Redo", "Make the change again that was taken back last.", ["Ctrl-R", "U"], Redo, None;
        History, "History", "List all changes since the catalog was read, and go back to any of them.", ["Z"], History, None;
        Save, "Save", "Save the selected family's file.", ["s", "Ctrl-S"], Dirty, Some("save");
        SaveAll, "Save all", "Save every file with unsaved changes.", ["S"], AnyDirty, None;
        Reload, "Reload file", "Read the selected family's file again from the disk.", ["R"], File, None;
        ReloadCatalog, "Reload catalog", "Read the whole catalog again from the disk.", [], Always, None;
        Unsaved, "Unsaved from before", "Show what an earlier run left unsaved, to restore it, keep it aside or discard it.", [], Left, None;
        Problems, "Problems", "List what the checks found in the catalog: what is missing, broken, repeated or badly said.", ["p"], Always, None;
        NextProblem, "Next problem", "Go to the next thing that the checks found, here or in the next family.", ["F8"], Ready, None;
        PreviousProblem, "Problem before", "Go to the thing before that the checks found.", ["Shift-F8"], Ready, None;
        Mend, "Mend", "Mend the problem that was gone to, or that of the item under the cursor, after saying what changes.", ["F9"], Ready, None;
        Waive, "Waive", "Live with the problem that was gone to, or that of the item under the cursor: asks why and until when.", ["Shift-F9"], Ready, None;
        Help, "Help", "Show what can be done here, and all keys.", ["?"], Always, Some("help");
        Guide, "Guide", "Read about the files, queries, the command line and more; what is typed is searched.", ["F1"], Always, None;
        Settings, "Settings", "Choose theme, keys, mouse, ASCII and the like; what is chosen is kept.", [","], Always, None;
        Tour, "Tour", "Learn the most important in five steps, each done by doing it; again ends it.", [], Ready, None;
        Palette, "Palette", "Do or go to anything by its name: actions, families, roles, searches, settings.", [":", "Ctrl-P"], Always, None;
        FocusNext, "Other pane", "Move between the tree and the right pane.", ["Tab", "Shift-Tab"], Always, None;
        Up, "Up", "Move up.", ["Up", "k"], Always, None;
        Down, "Down", "Move down.", ["Down", "j"], Always, None;
        Left, "Left", "Collapse, go to the parent, or go back to the tree.", ["Left", "h"], Always, None;
        Right, "Right", "Expand, or go into the right pane.", ["Right", "l"], Always, None;
        Open, "Open", "Open what is selected: expand it, read it, or follow an inherited line to its origin.", ["Enter"], Always, None;
        Toggle, "Expand or collapse", "Expand or collapse the selected row of the tree.", ["z"], Always, None;
        Mark, "Mark", "Mark an item or a row of the tree, to act on all that is marked; again unmarks it.", ["Space"], Ready, Some("mark");
        MarkUp, "Mark upwards", "Mark what the cursor goes over, upwards.", ["Shift-Up"], Ready, None;
        MarkDown, "Mark downwards", "Mark what the cursor goes over, downwards.", ["Shift-Down"], Ready, None;
        MarkToHere, "Mark to here", "Mark everything from the last mark to the cursor.", ["V"], Ready, None;
        MarkAll, "Mark all", "Mark all items of the list, or in the tree all beside the row; again unmarks them.", ["Ctrl-A"], Ready, None;
        Marked, "What is marked", "List what is marked in the tree, to go there or take the mark off.", ["Alt-m"], Ready, None;
        PlaceBefore, "Place before", "Go back to the place from which you came.", ["Backspace", "Alt-Left"], Visited, None;
        PlaceAfter, "Place after", "Go forward again to the place that you went back from.", ["Alt-Right"], VisitedAfter, None;
        Bookmark, "Bookmark", "Put a bookmark on what is selected, or take it off.", ["B"], Ready, None;
        Bookmarks, "Bookmarks", "List the bookmarks, to go there.", ["'"], Ready, None;
        Recent, "Recent catalogs", "List the catalogs that were open before, to open one of them.", [], Ready, None;
        TreeWider, "Wider tree", "Make the tree wider; the mouse drags the border between the panes.", ["Ctrl-Right"], Always, None;
        TreeNarrower, "Narrower tree", "Make the tree narrower.", ["Ctrl-Left"], Always, None;
        ExpandAll, "Expand all", "Expand the whole tree.", ["*"], Always, None;
        CollapseAll, "Collapse all", "Collapse the whole tree.", ["-"], Always, None;
        PageUp, "Page up", "Move up by a page.", ["PgUp", "Ctrl-B"], Always, None;
        PageDown, "Page down", "Move down by a page.", ["PgDn", "Ctrl-D"], Always, None;
        Top, "Top", "Go to the first row.", ["Home", "g"], Always, None;
        Bottom, "Bottom", "Go to the last row.", ["End", "G"], Always, None;
        Back, "Back", "Go one step back; never loses work.", ["Esc"], Always, None;
        ToggleMouse, "Mouse on or off", "Let the program or the terminal have the mouse.", ["m"], Always, None;
        Suspend, "Suspend", "Go to the shell; fg comes back.", ["Ctrl-Z"], Always, None;
        Quit, "Quit", "Leave; asks when something is unsaved.", ["q", "Ctrl-C"], Always, Some("quit");
    }
    Finder {
        FinderUp, "Previous hit", "Go to the hit above.", ["Up", "Ctrl-P", "Ctrl-K"], Always, None;
        FinderDown, "Next hit", "Go to the hit below.", ["Down", "Ctrl-N", "Ctrl-J"], Always, None;
        FinderPageUp, "A page of hits up", "Go up by a page.", ["PgUp"], Always, None;
        FinderPageDown, "A page of hits down", "Go down by a page.", ["PgDn"], Always, None;
        FinderOpen, "Open the hit", "Go to the role, to the line that was found.", ["Enter"], Always, Some("open");
        FinderNext, "Narrow or preview", "Take what is suggested; or else go on to narrowing, the preview, and back.", ["Tab"], Always, Some("narrow");
        FinderPrevious, "Part before", "Go to the preview, or back.", ["Shift-Tab"], Always, None;
        FinderMark, "Mark the hit", "Mark the role, or take the mark away, and go to the next one.", ["Ctrl-T"], Always, Some("mark");
        FinderMarkAll, "Mark all hits", "Mark the roles of all hits, or take all the marks away.", ["Alt-a"], Always, None;
        FinderUnfold, "Unfold the hit", "Show the roles that only inherit what the hit says, or hide them again.", ["Alt-z"], Group, Some("unfold");
        FinderUnfoldAll, "Unfold all hits", "List every role on its own, or those that only inherit where it is written.", ["Alt-g"], Always, None;
        FinderMarked, "What is marked", "List what is marked, to go there or take the mark off.", ["Alt-m"], Always, None;
        FinderCopy, "To the clipboard", "Copy the hit or the marked roles out of the program: text, Markdown, HTML, or addresses.", ["Alt-y"], Always, None;
        FinderOlder, "Earlier query", "What was looked for before.", ["Alt-Up"], Always, None;
        FinderNewer, "Later query", "What was looked for after that.", ["Alt-Down"], Always, None;
        FinderSaved, "Saved searches", "List the searches that were saved by name.", ["Alt-s"], Always, None;
        FinderSave, "Save the search", "Give what is typed a name, to search for it again.", ["Ctrl-S"], Always, None;
        FinderCompare, "Compare", "Lay the marked roles beside each other, or the hit and what is selected in the tree.", ["Alt-c"], Always, None;
        FinderInTree, "Show in the tree", "Close the finder, and dim in the tree what the query does not find.", ["Alt-t"], Always, Some("tree");
        FinderHelp, "Help", "Show what can be done here.", ["F1"], Always, None;
        FinderClose, "Close", "Close the finder and be where you were.", ["Esc", "Ctrl-C"], Always, Some("close");
    }
    Aside {
        AsideUp, "Up", "Go up.", ["Up", "k"], Always, None;
        AsideDown, "Down", "Go down.", ["Down", "j"], Always, None;
        AsidePageUp, "A page up", "Go up by a page.", ["PgUp"], Always, None;
        AsidePageDown, "A page down", "Go down by a page.", ["PgDn"], Always, None;
        AsideToggle, "Take or leave", "Keep only the roles with this value, or no longer.", ["Space"], Narrowing, Some("take or leave");
        AsideNextHit, "Next line found", "In the preview, go to the next line that was found.", ["n"], Preview, Some("next line found");
        AsidePreviousHit, "Line found before", "In the preview, go to the line before that was found.", ["N"], Preview, None;
        AsideOpen, "Take or open", "Keep only the roles with this value; from the preview, go to the role.", ["Enter"], Always, None;
        AsideNext, "Next part", "Go on to the preview, or back to the query.", ["Tab"], Always, Some("next part");
        AsidePrevious, "Part before", "Go back by one part.", ["Shift-Tab"], Always, None;
        AsideHelp, "Help", "Show what can be done here.", ["?", "F1"], Always, None;
        AsideBack, "Back", "Go back to the query.", ["Esc", "/"], Always, Some("back");
        AsideClose, "Close", "Close the finder and be where you were.", ["Ctrl-C"], Always, None;
    }
    Filter {
        FilterPrevious, "Hit above", "Go to the row above that is found.", ["Up", "Shift-Tab", "Ctrl-P"], Always, None;
        FilterNext, "Hit below", "Go to the row below that is found, wherever it is folded away.", ["Down", "Tab", "Ctrl-N"], Always, Some("next hit");
        FilterKeep, "Keep the filter", "Leave the tree as it is, and go on there.", ["Enter"], Always, Some("keep");
        FilterHelp, "Help", "Show what can be done here.", ["F1"], Always, None;
        FilterDrop, "No filter", "Take the filter away.", ["Esc", "Ctrl-C"], Always, Some("no filter");
    }
    List {
        ListUp, "Previous", "Go to the row above.", ["Up", "Ctrl-P", "Ctrl-K"], Always, None;
        ListDown, "Next", "Go to the row below.", ["Down", "Ctrl-N", "Ctrl-J"], Always, None;
        ListPageUp, "A page up", "Go up by a page.", ["PgUp"], Always, None;
        ListPageDown, "A page down", "Go down by a page.", ["PgDn"], Always, None;
        ListDelete, "Forget", "In the saved searches or the bookmarks, forget the one under the cursor; in the list of what is marked, take its mark off.", ["Ctrl-D"], Always, None;
        ListAccept, "Choose", "Go to the row, or run it.", ["Enter"], Always, Some("choose");
        ListLift, "Lift", "In repeated items: lift the item; asks when effective roles change.", ["Alt-h"], Repeated, Some("lift");
        ListWhere, "Where", "In repeated items: look in the family that was selected, or in the whole catalog.", ["Alt-s"], Repeated, Some("where");
        ListSeverity, "How bad", "In the problems: show all, no notes, or only errors.", ["Alt-e"], Problems, Some("how bad");
        ListPlace, "Of what", "In the problems: show those of the whole catalog, of the family or of the role that is selected.", ["Alt-p"], Problems, Some("of what");
        ListWaive, "Waive", "In the problems: live with the one under the cursor; asks why and until when.", ["Shift-F9"], Problems, Some("waive");
        ListHelp, "Help", "Show what can be done here.", ["F1"], Always, None;
        ListClose, "Close", "Close the list and be where you were.", ["Esc", "Ctrl-C"], Always, Some("close");
    }
    Compare {
        CompareUp, "Up", "Go to the line above.", ["Up", "k"], Always, None;
        CompareDown, "Down", "Go to the line below.", ["Down", "j"], Always, None;
        CompareLeft, "Role to the left", "Go to the role on the left, or in a list to another one that says the line.", ["Left", "h"], Always, None;
        CompareRight, "Role to the right", "Go to the role on the right, or in a list to another one that says the line.", ["Right", "l"], Always, None;
        CompareNext, "Next difference", "Go to the next line that not all say alike.", ["n"], Always, Some("next difference");
        ComparePrevious, "Difference before", "Go to the line before that not all say alike.", ["N"], Always, None;
        CompareDifferences, "Differences only", "Leave out what all of them say, or show it.", ["d"], Beside, Some("differences only");
        CompareShape, "Columns or list", "One column a role, or one list in which letters say who has a line.", ["v"], Beside, Some("columns/list");
        CompareGo, "Go to the line", "Go to where the line is written; C comes back.", ["Enter"], Always, Some("go there");
        CompareMore, "One more", "Lay one more role beside these; from what the next level asks, its two roles.", ["c"], Always, Some("one more");
        CompareDelta, "Next level", "Say what comes and goes from the role under the cursor to the one on its right.", ["W"], Beside, None;
        ComparePageUp, "A page up", "Go up by a page.", ["PgUp", "Ctrl-B"], Always, None;
        ComparePageDown, "A page down", "Go down by a page.", ["PgDn", "Space"], Always, None;
        CompareTop, "Top", "Go to the first line.", ["Home", "g"], Always, None;
        CompareBottom, "Bottom", "Go to the last line.", ["End", "G"], Always, None;
        CompareHelp, "Help", "Show what can be done here.", ["?", "F1"], Always, None;
        CompareClose, "Close", "Close it and be where you were.", ["Esc", "q", "Ctrl-C"], Always, Some("close");
    }
    Replace {
        ReplaceNext, "Next part", "Go to the next field, or to the hits.", ["Tab"], Always, None;
        ReplacePrevious, "Previous part", "Go to the field before, or to the hits.", ["Shift-Tab"], Always, None;
        ReplaceMake, "Next or replace", "Go to the next field; in the hits, replace those that are accepted.", ["Enter"], Always, Some("next or replace");
        ReplaceAccept, "Accept or leave", "Accept the hit, or leave it as it is; on an address, all hits below it.", ["Space"], Always, Some("accept");
        ReplaceAll, "Accept all", "Accept every hit.", ["Alt-a"], Always, Some("all");
        ReplaceNone, "Accept none", "Leave every hit as it is.", ["Alt-n"], Always, Some("none");
        ReplaceUp, "Up", "Go to the hit or the field above.", ["Up", "Ctrl-P"], Always, None;
        ReplaceDown, "Down", "Go to the hit or the field below.", ["Down", "Ctrl-N"], Always, None;
        ReplacePageUp, "A page of hits up", "Go up by a page.", ["PgUp"], Always, None;
        ReplacePageDown, "A page of hits down", "Go down by a page.", ["PgDn"], Always, None;
        ReplaceRegex, "Regular expression", "Take what is looked for as a regular expression; $1 puts in what its first group found.", ["Alt-r"], Always, None;
        ReplaceWord, "Whole words", "Find whole words only.", ["Alt-w"], Always, None;
        ReplaceCase, "Match case", "Tell upper from lower case, take them as the same, or go by what is typed.", ["Alt-c"], Always, None;
        ReplaceLinks, "Links", "Look into the targets of links and web addresses too.", ["Alt-l"], Always, None;
        ReplaceScope, "Where", "Look in the whole catalog, in what is selected, or in what is marked.", ["Alt-s"], Always, None;
        ReplaceHelp, "Help", "Show what can be done here.", ["F1"], Always, None;
        ReplaceClose, "Close", "Close it and be where you were.", ["Esc", "Ctrl-C"], Always, Some("close");
    }
    View {
        ViewUp, "Up", "Go up; on a ladder, to a higher level.", ["Up", "k"], Always, None;
        ViewDown, "Down", "Go down; on a ladder, to a lower level.", ["Down", "j"], Always, None;
        ViewLeft, "Left", "Go to the left; in the lists of a ladder, back to where one was; in reports, to the page before.", ["Left", "h"], Always, None;
        ViewRight, "Right", "Go to the right; in the lists of a ladder, put the role in the middle; in reports, to the next page.", ["Right", "l"], Always, None;
        ViewPageUp, "A page up", "Go up by a page; on a ladder, by a row.", ["PgUp", "Ctrl-B"], Always, None;
        ViewPageDown, "A page down", "Go down by a page; on a ladder, by a row.", ["PgDn", "Ctrl-D"], Always, None;
        ViewTop, "First", "Go to the first row.", ["Home", "g"], Always, None;
        ViewBottom, "Last", "Go to the last row.", ["End", "G"], Always, None;
        ViewOpen, "Open", "Go to the role; from a cell with several, choose one; in reports, find what is counted.", ["Enter"], Always, Some("open");
        ViewMark, "Mark", "In the matrix, mark the roles of the cell, or take the marks off.", ["Space"], Matrix, Some("mark");
        ViewColumns, "Columns", "In the matrix, take grade, track or status for the columns.", ["c"], Matrix, Some("columns");
        ViewRows, "Rows", "In the matrix, take families or departments for the rows.", ["r"], Matrix, Some("rows");
        ViewSort, "Sort", "On the page Requirements of the reports, take another order.", ["s"], Budget, Some("sort");
        ViewWording, "Take this wording", "On the page Wordings of the reports, make this wording that of all that say the same; asks before.", ["w"], Wordings, Some("one wording");
        ViewNext, "Next part", "Go to the lists of the ladder and back, or to the next page of the reports.", ["Tab"], Always, Some("next part");
        ViewPrevious, "Part before", "Go back by one part.", ["Shift-Tab"], Always, None;
        ViewHelp, "Help", "Show what can be done here.", ["?", "F1"], Always, None;
        ViewClose, "Back", "Close it and be where you were.", ["Esc", "Ctrl-C"], Always, Some("back");
    }
    Form {
        FormAccept, "Keep", "Keep what the form says; the file is saved with Save.", ["Ctrl-S"], Always, Some("keep");
        FormEnter, "Next or keep", "Take the marked suggestion; or else go to the next field, and in the last one, or in the text of an item, keep. In a list, begin a new line.", ["Enter"], Always, Some("next or keep");
        FormCancel, "Cancel", "Put the suggestions away; or else close the form, which asks when something was changed.", ["Esc"], Always, Some("cancel");
        FormNewline, "New line", "Start a new line in the text.", ["Alt-Enter", "Ctrl-J"], Always, Some("new line");
        FormEditOutside, "Edit in your editor", "Open the text of the field in $VISUAL or $EDITOR.", ["Alt-e"], Always, None;
        FormNext, "Next field", "Take the marked suggestion, or go to the next field.", ["Tab"], Always, Some("next field");
        FormPrevious, "Previous field", "Go to the previous field.", ["Shift-Tab"], Always, None;
        FormSuggestNext, "Next suggestion", "Mark the next suggestion, as Down does; ask for some where none are shown.", ["Ctrl-N"], Always, None;
        FormSuggestPrevious, "Previous suggestion", "Mark the suggestion before, as Up does.", ["Ctrl-P"], Always, None;
        FormUndo, "Undo in the field", "Take back the last typing in this field.", ["Ctrl-Z"], Always, None;
        FormRedo, "Redo in the field", "Make it again.", ["Ctrl-Y"], Always, None;
        FormSelectAll, "Select all", "Select the whole text of the field.", ["Ctrl-A"], Always, None;
        FormCopy, "Copy", "Copy what is selected.", ["Ctrl-C"], Always, None;
        FormCut, "Cut", "Cut what is selected.", ["Ctrl-X"], Always, None;
        FormHelp, "Help", "Show what can be done here.", ["F1"], Always, None;
        FormPaste, "Paste", "Put in what was cut or copied here.", ["Ctrl-V"], Always, None;
    }
    Dialog {
        DialogPrevious, "Previous answer", "Go to the answer before.", ["Left", "Shift-Tab"], Always, None;
        DialogNext, "Next answer", "Go to the answer behind.", ["Right", "Tab"], Always, None;
        DialogUp, "Scroll up", "Scroll the text up.", ["Up", "PgUp"], Always, None;
        DialogDown, "Scroll down", "Scroll the text down.", ["Down", "PgDn"], Always, None;
        DialogAccept, "Answer", "Give the marked answer.", ["Enter"], Always, Some("answer");
        DialogHelp, "Help", "Show what can be done here.", ["F1"], Always, None;
        DialogClose, "Back", "Go back without an answer.", ["Esc", "Ctrl-C"], Always, Some("back");
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
            "\n**{}**\n\n| keys | action | what it does |\n|---|---|---|\n",
            context.heading()
        ));
        for info in ACTIONS.iter().filter(|info| info.context == context) {
            let chords = keymap.chords(info.action).iter();
            let keys: Vec<String> = chords.map(|chord| format!("`{chord}`")).collect();
            out.push_str(&format!(
                "| {} | {} | {} |\n",
                keys.join(" "),
                info.name,
                info.description
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
                assert_eq!(key.to_string(), *text, "of {}", info.name);
            }
        }
    }

    #[test]
    fn no_key_means_two_things_in_one_place() {
        let mut seen = HashMap::new();
        for info in ACTIONS {
            for key in info.keys {
                let before = seen.insert((info.context, *key), info.name);
                assert_eq!(before, None, "{key} of {}", info.name);
            }
        }
    }
}
