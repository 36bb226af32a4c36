/** Histories in memory; `PROPERTY_RUNS=20000` plays more of them. */
export const RUNS = Number(process.env.PROPERTY_RUNS ?? 500);

/** On the whole engine and over real sockets, a history takes some fifty times as long. */
export const REAL_RUNS = Math.ceil(RUNS / 20);

/** Far more than any machine needs. */
export const MOST_MS_PER_HISTORY = 1000;
export const MOST_MS_PER_REAL_HISTORY = 20_000;
