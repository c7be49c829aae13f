/** The Euler step, in seconds. Stable for every asset here: the quickest time constant is 100 s. */
export const STEP_SECONDS = 10;
/** How heat of respiration is shared by the two parts of the cargo. [C] */
export const RESPIRATION_SHARE_OUTER = 0.1;
