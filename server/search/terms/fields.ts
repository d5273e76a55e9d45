/** Numbers of the fields that are no passages. */
export const TITLE = -1;
/** File name and folders. */
export const PLACE = -2;
export const AUTHORS = -3;
