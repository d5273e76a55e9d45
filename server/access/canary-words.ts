/** Why nobody may read what the canary has hidden: the reason of the unknown access that stands in its place. */
export const HIDDEN_BY_CANARY = 'the canary found it open to people whom the place itself refuses';
