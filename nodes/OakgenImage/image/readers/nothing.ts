import type { FileFacts } from '../facts';
import type { FileReader } from './walk';

/** More than a signature. */
const LEAST = 64;

/** For formats that are known by their signature, and of which nothing else is read. */
export function* readNothing(facts: FileFacts): FileReader {
	yield { skip: LEAST };
	facts.end = 'whole';
}
