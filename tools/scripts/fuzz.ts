/**
 * `npm run fuzz`: gives mutated replies to the readers of both providers, and some of them to the
 * whole node. Options: --count (100000), --seed (of this moment), --from (number of the first case).
 * Ends with exit code 1 when a property does not hold; the reply is then in fuzz-failures/.
 */
import { parseArgs } from 'node:util';

import { fuzz, MOST_PASSES, type FuzzReport } from '../../test/fuzz/fuzz.ts';
import { saveFailure } from '../../test/fuzz/saveFailure.ts';

const STEP = 10_000;

const { values } = parseArgs({
	options: {
		count: { type: 'string', default: '100000' },
		seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
		from: { type: 'string', default: '0' },
	},
});
const seed = Number(values.seed);
console.log(`seed ${seed}`);
const startedAt = performance.now();
const report = await fuzz({
	seed,
	from: Number(values.from),
	count: Number(values.count),
	onProgress: (done) => {
		if (done % STEP === 0) console.log(`${done} replies, ${seconds()} s`);
	},
});
print(report);
for (const failure of report.failures) {
	console.error(`\n✖ case ${failure.number}: ${failure.flaw}\n  ${saveFailure(failure)}`);
}
process.exitCode = report.failures.length > 0 ? 1 : 0;

function seconds(): number {
	return Math.round((performance.now() - startedAt) / 1000);
}

function print({
	cases,
	wholeRuns,
	secondTries,
	readings,
	images,
	runs,
	slowest,
}: FuzzReport): void {
	console.log(
		`\n${cases} replies and image files read, ${wholeRuns} replies through the whole node, ${secondTries} second tries, in ${seconds()} s`,
	);
	console.log(
		`dearest reply: ${slowest.reply.passes.toFixed(1)} passes over a megabyte (case ${slowest.reply.number}); dearest image: ${slowest.image.passes.toFixed(1)} (case ${slowest.image.number}); limit ${MOST_PASSES}`,
	);
	printCounts('what the replies were read as', readings);
	printCounts('what the image files were judged to be', images);
	printCounts('what came out of the whole node', runs);
}

function printCounts(title: string, counts: Record<string, number>): void {
	console.log(`\n${title}:`);
	const sorted = Object.entries(counts).sort(([, a], [, b]) => b - a);
	for (const [name, times] of sorted) console.log(`${String(times).padStart(8)}  ${name}`);
}
