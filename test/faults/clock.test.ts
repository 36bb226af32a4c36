import { faultTables } from './faultTables.ts';
import { clockJumps } from './rows/clockJumps.ts';

// In a file of its own, because all that runs beside it has the same clock.
faultTables(clockJumps);
