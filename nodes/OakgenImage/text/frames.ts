/** More causes than any error of ours or of n8n has; one that is its own cause has no end. */
const MOST_CAUSES = 10;

/**
 * Where an error arose, for whoever reads a stack trace: the calls of its first cause, a line each,
 * without the message above them.
 */
export function framesOf(error: Error): string {
	let first = error;
	for (let depth = 0; depth < MOST_CAUSES && first.cause instanceof Error; depth += 1) {
		first = first.cause;
	}
	const lines = (first.stack ?? '').split('\n');
	return lines.filter((line) => /^ {4}at /.test(line)).join('\n');
}
