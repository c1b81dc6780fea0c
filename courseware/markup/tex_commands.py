"""The TeX that lessons may use. An allow-list: a formula that defines commands can grow without end."""

from __future__ import annotations

_STRUCTURE = """
    frac dfrac tfrac binom sqrt text textbf textit mathrm mathbf mathit mathsf mathbb mathcal
    boldsymbol operatorname left right middle big Big bigg Bigg bigl bigr Bigl Bigr begin end
    overset underset stackrel underbrace overbrace overline underline limits nolimits
    displaystyle textstyle quad qquad phantom
"""
_ACCENTS = "hat bar vec dot ddot tilde widehat overrightarrow"
_FUNCTIONS = """
    min max sup inf lim log ln lg exp sin cos tan arcsin arccos arctan sinh cosh tanh det gcd Pr arg
"""
_OPERATORS = """
    sum prod int iint oint cup cap bigcup bigcap
    times div cdot pm mp ast star circ bullet oplus otimes
    le ge leq geq lt gt ne neq approx equiv sim simeq cong propto ll gg
    in notin ni subset subseteq supset supseteq setminus emptyset forall exists neg land lor
    to gets mapsto rightarrow leftarrow leftrightarrow Rightarrow Leftarrow Leftrightarrow
    longrightarrow uparrow downarrow implies iff mid parallel perp
    partial nabla infty prime angle degree therefore because
    dots ldots cdots vdots ddots colon lfloor rfloor lceil rceil langle rangle lvert rvert
    lVert rVert vert Vert lbrace rbrace checkmark square triangle Delta
"""
_GREEK = """
    alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi
    varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega
    Gamma Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega ell hbar Re Im
"""
COMMANDS = frozenset(
    f"{_STRUCTURE} {_ACCENTS} {_FUNCTIONS} {_OPERATORS} {_GREEK}".split()
) | frozenset("\\,;:!> %$#&_{}|")
"""Names after the backslash; a sign alone (`\\,` `\\%`) is one, too."""

ENVIRONMENTS = frozenset(
    ("aligned", "gathered", "cases", "array", "matrix", "pmatrix", "bmatrix", "vmatrix")
)
