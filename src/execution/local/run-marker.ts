/** The variable by which every process of a run is known, also one that left its group; nested runs add a word. */
export const RUN_MARKER = "KUBEHOP_RUN_ID";
