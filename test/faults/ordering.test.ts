import { faultTables } from './faultTables.ts';
import { addresses } from './rows/addresses.ts';
import { ordering } from './rows/ordering.ts';
import { quotedKeys } from './rows/quotedKeys.ts';
import { rateLimits } from './rows/rateLimits.ts';
import { replies } from './rows/replies.ts';

faultTables(ordering, rateLimits, replies, addresses, quotedKeys);
