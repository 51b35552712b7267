"""What a few words of colour need to know of programming languages: comments, strings, keywords. Values only.

Every pattern here takes what it looked at or fails at once: repeats are possessive, and what is never closed goes on to
the end. So the time is that of one walk over the code, however hostile (a test walks the patterns).
"""

from __future__ import annotations

import msgspec

_HASH = r"\#[^\n]*+"
_HASH_AFTER_BLANK = r"(?<!\S)\#[^\n]*+"
_SLASHES = r"//[^\n]*+"
_DASHES = r"--[^\n]*+"
_SEMICOLON = r";[^\n]*+"
_PERCENT = r"%[^\n]*+"
_C_BLOCK = r"/\*(?:[^*]|\*(?!/))*+(?:\*/)?+"
_TAG_BLOCK = r"<!--(?:[^-]|-(?!->))*+(?:-->)?+"
_BRACE_BLOCK = r"\{-(?:[^-]|-(?!\}))*+(?:-\})?+"
_PAREN_BLOCK = r"\(\*(?:[^*]|\*(?!\)))*+(?:\*\))?+"
_LUA_BLOCK = r"--\[\[(?:[^\]]|\](?!\]))*+(?:\]\])?+"
_C_COMMENTS = f"{_SLASHES}|{_C_BLOCK}"

_DOUBLE = r'"(?:[^"\\\n]|\\.)*+"?+'
_SINGLE = r"'(?:[^'\\\n]|\\.)*+'?+"
_LONG_DOUBLE = r'"(?:[^"\\]|\\.)*+"?+'
_LONG_SINGLE = r"'(?:[^']|'')*+'?+"
_TRIPLE = r'"""(?:[^"\\]|\\.|"(?!""))*+(?:""")?+'
_TRIPLE_SINGLE = r"'''(?:[^'\\]|\\.|'(?!''))*+(?:''')?+"
_BACKTICK = r"`(?:[^`\\]|\\.)*+`?+"
_CHARACTER = r"'(?:[^'\\\n]|\\[^\n][^'\n]{0,10}+)'"
_QUOTED = f"{_DOUBLE}|{_SINGLE}"

_WORD = r"[^\W\d]\w*+"


class Language(msgspec.Struct, frozen=True):
    """How a language is coloured. Patterns are parts of one verbose regular expression."""

    keywords: frozenset[str] = frozenset()
    comment: str = ""
    string: str = ""
    name: str = ""
    """What is a name by its looks: a decorator, a variable with its sign."""
    word: str = _WORD
    before: str = "("
    """A word is a name where this follows it; a string too, unless it is a parenthesis."""
    after: str = ""
    """A word is a name behind this."""
    ignores_case: bool = False


def _language(
    keywords: str,
    comment: str,
    string: str = _QUOTED,
    *,
    name: str = "",
    word: str = _WORD,
    before: str = "(",
    after: str = "",
    ignores_case: bool = False,
) -> Language:
    return Language(frozenset(keywords.split()), comment, string, name, word, before, after, ignores_case)


_C = """auto break case char const continue default do double else enum extern false float for goto if inline int long
    nullptr NULL register return short signed sizeof static struct switch true typedef union unsigned void volatile
    while bool"""
_JAVASCRIPT = """async await break case catch class const continue debugger default delete do else export extends false
    finally for from function get if import in instanceof let new null of return set static super switch this throw true
    try typeof undefined var void while yield"""
_JAVA = """abstract assert boolean break byte case catch char class const continue default do double else enum extends
    false final finally float for goto if implements import instanceof int interface long native new null package
    private protected public record return sealed short static super switch this throw throws true try var void
    volatile while"""
_SHELL = """alias break case cd continue do done echo elif else esac eval exec exit export fi for function if in local
    read return set shift source then trap unset until while sudo"""
_DATA = "true false null yes no on off True False None Null"
_LISP_WORD = r"""[^\s()\[\]{}"';`,\d][^\s()\[\]{}"';`,]*+"""

LANGUAGES: dict[str, Language] = {
    "python": _language(
        """False None True and as assert async await break case class continue def del elif else except finally for from
        global if import in is lambda match nonlocal not or pass raise return self try while with yield""",
        _HASH,
        f"(?:[rbfuRBFU]{{1,2}}+(?=[\"']))?+(?:{_TRIPLE}|{_TRIPLE_SINGLE}|{_DOUBLE}|{_SINGLE})",
        name=r"(?<!\S)@[\w.]++",
    ),
    "javascript": _language(_JAVASCRIPT, _C_COMMENTS, f"{_BACKTICK}|{_QUOTED}"),
    "typescript": _language(
        _JAVASCRIPT
        + """ abstract any as asserts boolean declare enum implements infer interface is keyof namespace never number
        object private protected public readonly string symbol type unknown""",
        _C_COMMENTS,
        f"{_BACKTICK}|{_QUOTED}",
        name=r"(?<!\S)@[\w.]++",
    ),
    "c": _language(_C, _C_COMMENTS, f"{_DOUBLE}|{_CHARACTER}", name=r"(?<![^\n])\#[ ]?+\w*+"),
    "c++": _language(
        _C
        + """ catch class concept consteval constexpr co_await co_return co_yield decltype delete explicit final friend
        mutable namespace new noexcept operator override private protected public requires static_cast template this
        throw try typename using virtual""",
        _C_COMMENTS,
        f"{_DOUBLE}|{_CHARACTER}",
        name=r"(?<![^\n])\#[ ]?+\w*+",
    ),
    "c#": _language(
        _JAVA
        + """ as async await base bool checked decimal delegate dynamic event explicit extern foreach get in init
        internal is lock namespace nameof object operator out override params readonly ref set sizeof string struct
        typeof uint ulong unsafe using virtual when where yield""",
        _C_COMMENTS,
        f"{_DOUBLE}|{_CHARACTER}",
    ),
    "java": _language(
        _JAVA, _C_COMMENTS, f"{_TRIPLE}|{_DOUBLE}|{_CHARACTER}", name=r"(?<!\S)@[\w.]++"
    ),
    "kotlin": _language(
        """abstract as break by catch class companion const constructor continue data do else enum false final finally
        for fun get if import in init inline interface internal is lateinit null object open operator override package
        private protected public return sealed set super suspend this throw true try typealias val var when where
        while""",
        _C_COMMENTS,
        f"{_TRIPLE}|{_DOUBLE}|{_CHARACTER}",
        name=r"(?<!\S)@[\w.]++",
    ),
    "swift": _language(
        """actor any as associatedtype async await break case catch class continue default defer deinit do else enum
        extension fallthrough false fileprivate final for func get guard if import in init inout internal is lazy let
        mutating nil open operator override private protocol public repeat rethrows return self Self set some static
        struct subscript super switch throw throws true try typealias var weak where while""",
        _C_COMMENTS,
        f"{_TRIPLE}|{_DOUBLE}",
        name=r"(?<!\S)[@\#][\w.]++",
    ),
    "go": _language(
        """any bool break byte case chan const continue default defer else error fallthrough false float64 for func go
        goto if import int int64 interface iota map nil package range return rune select string struct switch true type
        uint uint64 var""",
        _C_COMMENTS,
        f"`[^`]*+`?+|{_DOUBLE}|{_CHARACTER}",
    ),
    "rust": _language(
        """as async await bool break char const continue crate dyn else enum extern f32 f64 false fn for i32 i64 if impl
        in isize let loop match mod move mut pub ref return self Self static str struct super trait true type u8 u32 u64
        unsafe use usize where while""",
        _C_COMMENTS,
        f"{_LONG_DOUBLE}|{_CHARACTER}",
        name=r"\#!?+\[[\w:]*+|\w++!(?=[(\[{])",
    ),
    "zig": _language(
        """align and anyerror anytype bool break catch comptime const continue defer else enum errdefer error export
        extern false fn for if inline null or orelse packed pub return struct switch test true try undefined union
        unreachable usize var void while u8 i32""",
        _SLASHES,
        f"{_DOUBLE}|{_CHARACTER}",
        name=r"@\w++",
    ),
    "ruby": _language(
        """alias and attr_accessor attr_reader begin break case class def do else elsif end ensure extend false for if
        in include module next nil not or private raise redo require require_relative rescue retry return self super
        then true undef unless until when while yield""",
        _HASH,
        name=r"(?<!:):[^\W\d]\w*+[?!]?+|@{1,2}+\w++|\$\w++",
    ),
    "php": _language(
        """abstract and array as break case catch class clone const continue declare default do echo else elseif enum
        extends false final finally fn for foreach function global if implements include instanceof interface match
        namespace new null or print private protected public readonly require require_once return static switch this
        throw trait true try use var while yield""",
        rf"{_C_COMMENTS}|\#(?!\[)[^\n]*+",
        f"{_LONG_DOUBLE}|'(?:[^'\\\\]|\\\\.)*+'?+",
        name=r"\$\w++|<\?(?:php|=)?+|\?>",
    ),
    "perl": _language(
        """die do each else elsif eval for foreach if keys last local my next no or our package print push redo require
        return say shift sub undef unless until use values wantarray while""",
        _HASH_AFTER_BLANK,
        name=r"[$@%]\w++",
    ),
    "shell": _language(
        _SHELL,
        _HASH_AFTER_BLANK,
        name=r"\$\{?+[\w@?!*\#]++|(?<!\S)--?+[A-Za-z][\w-]*+",
        word=r"[^\W\d][\w-]*+",
        before="=",
    ),
    "powershell": _language(
        """begin break catch class continue do else elseif end filter finally for foreach function if in param process
        return switch throw trap try until while""",
        r"<\#(?:[^\#]|\#(?!>))*+(?:\#>)?+|" + _HASH,
        name=r"\$[\w:]++",
        word=r"[^\W\d][\w-]*+",
        ignores_case=True,
    ),
    "sql": _language(
        """add all alter and any array as asc begin between bigint blob boolean by cascade case cast check column commit
        conflict constraint create cross current_timestamp date default delete desc distinct do drop else end except
        exists explain false foreign from full function group having if ilike in index inner insert int integer
        intersect into is join json jsonb key left like limit materialized not null numeric offset on or order outer
        over partition primary real recursive references replace returning right rollback row rows select set table
        temporary text then timestamp transaction trigger true union unique update using values varchar view when where
        window with""",
        f"{_DASHES}|{_C_BLOCK}",
        _LONG_SINGLE,
        ignores_case=True,
    ),
    "html": _language(
        "", _TAG_BLOCK, r"(?<==)(?:\"[^\"]*+\"?+|'[^']*+'?+)", name=r"</?+[^\W\d][\w:.-]*+|/?+>", before="=",
        word=r"[^\W\d][\w:.-]*+",
    ),
    "css": _language(
        "important media import keyframes supports layer container from to", _C_COMMENTS,
        name=r"@[\w-]++|--[\w-]++", word=r"[^\W\d][\w-]*+", before=":",
    ),
    "json": _language("true false null", _C_COMMENTS, _DOUBLE, before=":"),
    "yaml": _language(_DATA, _HASH_AFTER_BLANK, word=r"[^\W\d][\w.-]*+", before=":"),
    "toml": _language(
        _DATA, r"\#[^\n]*+|(?<![^\n]);[^\n]*+", f"{_TRIPLE}|{_TRIPLE_SINGLE}|{_QUOTED}",
        name=r"(?<![^\n])\[[^\]\n]*+\]?+", word=r"[^\W\d][\w.-]*+", before="=",
    ),
    "haskell": _language(
        """case class data deriving do else family forall foreign if import in infix infixl infixr instance let module
        newtype of then type where qualified""",
        rf"{_BRACE_BLOCK}|{_DASHES}",
        f"{_DOUBLE}|{_CHARACTER}",
        word=r"[^\W\d][\w']*+",
    ),
    "ocaml": _language(
        """and as assert begin class constraint do done downto else end exception external false for fun function
        functor if in include inherit let match method module mutable new object of open or private rec sig struct then
        to true try type val virtual when while with""",
        rf"{_PAREN_BLOCK}|{_SLASHES}",
        f"{_LONG_DOUBLE}|{_CHARACTER}",
        word=r"[^\W\d][\w']*+",
    ),
    "scala": _language(
        """abstract case catch class def do else enum extends extension false final finally for given if implicit import
        lazy match new null object override package private protected return sealed super then this throw trait true try
        type using val var while with yield""",
        _C_COMMENTS,
        f"{_TRIPLE}|{_DOUBLE}|{_CHARACTER}",
    ),
    "lua": _language(
        """and break do else elseif end false for function goto if in local nil not or repeat return then true until
        while""",
        f"{_LUA_BLOCK}|{_DASHES}",
    ),
    "r": _language("break else FALSE for function if in NA next NULL repeat return TRUE while library", _HASH),
    "julia": _language(
        """abstract baremodule begin break catch const continue do else elseif end export false finally for function
        global if import in let local macro module mutable nothing quote return struct true try using where while""",
        _HASH,
        f"{_TRIPLE}|{_LONG_DOUBLE}|{_CHARACTER}",
        name=r"@\w++",
    ),
    "elixir": _language(
        """after and case catch cond def defimpl defmodule defmacro defp defprotocol defstruct do else end false fn for
        if import in nil not or quote raise receive require rescue true try unless unquote use when with""",
        _HASH,
        f"{_TRIPLE}|{_LONG_DOUBLE}|{_SINGLE}",
        name=r"(?<!:):[^\W\d]\w*+[?!]?+|@\w++",
    ),
    "erlang": _language(
        "after and andalso begin case catch end fun if not of or orelse receive try when xor", _PERCENT,
        name=r"(?<![^\n])-\w++",
    ),
    "lisp": _language(
        """and begin car case catch cdr cl-defun cl-loop cond cons def defcustom define defmacro defmethod defn defn-
        defparameter defstruct defun defvar do dolist dotimes fn funcall if interactive lambda let let* letrec list loop
        nil ns or progn provide quote recur require return set! setf setq t throw unless use-package when when-let while
        with-current-buffer""",
        _SEMICOLON,
        _LONG_DOUBLE,
        name=r"(?<![^\s(\[{]):[^\s()\[\]{}]++",
        word=_LISP_WORD,
        before="",
        after="(",
    ),
    "nix": _language(
        "assert else if import in inherit let or rec then true false null with", rf"{_HASH}|{_C_BLOCK}", _LONG_DOUBLE,
        word=r"[^\W\d][\w.'-]*+", before="=",
    ),
    "docker": _language(
        "ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL RUN SHELL USER VOLUME WORKDIR AS",
        _HASH_AFTER_BLANK, name=r"\$\{?+\w++", before="=",
    ),
    "make": _language(
        "define else endef endif export if ifdef ifeq ifndef ifneq include", _HASH_AFTER_BLANK,
        name=r"\$[({][^\s)}]*+", word=r"[^\W\d][\w./-]*+", before=":",
    ),
    "hcl": _language("true false null for in if", rf"{_HASH}|{_C_COMMENTS}", _DOUBLE, before="="),
    "protobuf": _language(
        """bool bytes double enum float import int32 int64 message oneof option optional package repeated required
        returns rpc service string syntax type input query mutation interface union fragment on schema scalar""",
        rf"{_C_COMMENTS}|{_HASH}",
    ),
    "dart": _language(
        _JAVA + " as async await covariant dynamic extension factory get late mixin on required set show typedef yield",
        _C_COMMENTS, f"{_TRIPLE}|{_TRIPLE_SINGLE}|{_QUOTED}", name=r"(?<!\S)@[\w.]++",
    ),
}  # fmt: skip
"""By the name under which the aliases below find them."""

_ALIASES = {
    "python": "py python3 py3 pycon python2 ipython sage starlark bazel gdscript",
    "javascript": "js jsx mjs cjs node ecmascript",
    "typescript": "ts tsx mts",
    "c": "h objc objective-c objectivec cuda glsl hlsl arduino",
    "c++": "cpp cc cxx hpp cplusplus",
    "c#": "cs csharp dotnet",
    "java": "groovy gradle apex",
    "kotlin": "kt kts",
    "go": "golang",
    "rust": "rs",
    "ruby": "rb irb crystal",
    "perl": "pl raku",
    "shell": "sh bash zsh ksh fish console shell-session shellsession sh-session bash-session shellscript terminal",
    "powershell": "ps1 pwsh ps",
    "sql": "mysql postgresql postgres psql plpgsql plsql sqlite sqlite3 tsql",
    "html": "xml svg xhtml htm vue svelte html5 xslt rss atom jinja django erb handlebars",
    "css": "scss less sass stylus",
    "json": "jsonc json5 jsonl geojson",
    "yaml": "yml",
    "toml": "ini conf cfg properties editorconfig systemd desktop",
    "haskell": "hs elm purescript",
    "ocaml": "ml reasonml fsharp f# fs sml",
    "elixir": "ex exs",
    "erlang": "erl",
    "lisp": "elisp emacs-lisp emacslisp common-lisp clojure clj cljs edn scheme racket fennel scm",
    "docker": "dockerfile",
    "make": "makefile mf",
    "hcl": "terraform tf",
    "protobuf": "proto graphql gql",
}
NAMES = {name: name for name in LANGUAGES} | {
    alias: name for name, aliases in _ALIASES.items() for alias in aliases.split()
}
"""What pages call a language, in lower case, and under which name LANGUAGES has it."""
