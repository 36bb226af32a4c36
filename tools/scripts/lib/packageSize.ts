/** Bytes that the packed package may have, just above what it has: see docs/releasing.md for what it is made of. */
export const maxPackedBytes = 183_000;
