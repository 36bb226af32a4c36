import { faultTables } from './faultTables.ts';
import { downloading } from './rows/downloading.ts';
import { polling } from './rows/polling.ts';

faultTables(polling, downloading);
