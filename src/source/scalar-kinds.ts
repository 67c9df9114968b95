import { CHOMPING_MODE, SCALAR_STYLE } from "js-yaml";
import { scalarKind } from "./tape.ts";

const TRAITS = { chomping: CHOMPING_MODE.CLIP, indent: 0, fast: true };

/** The kinds of scalars that stand on one line and whose text is what is written there. */
export const PLAIN = scalarKind({ ...TRAITS, style: SCALAR_STYLE.PLAIN });
export const SINGLE_QUOTED = scalarKind({ ...TRAITS, style: SCALAR_STYLE.SINGLE_QUOTED });
export const DOUBLE_QUOTED = scalarKind({ ...TRAITS, style: SCALAR_STYLE.DOUBLE_QUOTED });

/** A text in double quotes with escape sequences. */
export const ESCAPED = scalarKind({ ...TRAITS, style: SCALAR_STYLE.DOUBLE_QUOTED, fast: false });
/** A text in single quotes with quotes of its own. */
export const DOUBLED = scalarKind({ ...TRAITS, style: SCALAR_STYLE.SINGLE_QUOTED, fast: false });
/** A value that is left out. */
export const MISSING = scalarKind({ ...TRAITS, style: SCALAR_STYLE.PLAIN, fast: false });
