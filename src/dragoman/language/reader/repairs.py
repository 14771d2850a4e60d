"""What a tree of scores gets wrong in the same way again and again, set right by the kinds of the words."""

from collections.abc import Sequence


def rejoined(upos: Sequence[str], heads: Sequence[int], deps: Sequence[str]) -> list[int]:
    """The heads, where a name is no longer coordinated with a number: "toured Oman on 4 May and Qatar on 5 May".

    Such a name goes on with the object of the verb that the number's phrase hangs on, if that is a name before it.
    """
    out = list(heads)
    for i, (kind, head, dep) in enumerate(zip(upos, heads, deps, strict=True)):
        if dep == "conj" and kind == "PROPN" and upos[head] == "NUM" and deps[head].startswith("obl"):
            verb = heads[head]
            objects = [j for j in range(verb, head) if heads[j] == verb and deps[j] == "obj" and upos[j] == "PROPN"]
            out[i] = objects[-1] if objects else head
    return out
