/** The line that stands in an excerpt where the middle of an output was left out. */
export const CUT_LINE = /\[… [\d,]+ (?:bytes|characters) left out …\]/;
