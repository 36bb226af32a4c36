/** One contestant in a process of its own: makes images when told to, and says what that took. */
import { contestants } from '../contestants/index.ts';
import type { OwnReport, Service, Work } from '../types.ts';
import type { Instructions, Setup } from './index.ts';
import { profiled } from './profile.ts';
import { watchReferences } from './referenceUse.ts';
import { Stopwatch } from './stopwatch.ts';

const [setupText = ''] = process.argv.slice(2);
const { contestant, packageFolder, profileTo } = JSON.parse(setupText) as Setup;
const make = await contestants[contestant].prepare(packageFolder);

process.on('message', ({ work, service }: Instructions) => {
	void play(work, service).then((report) => process.send?.(report));
});
process.once('disconnect', () => process.exit());
process.send?.('ready');

async function play(work: Work, service: Service): Promise<OwnReport> {
	globalThis.gc?.();
	const watch = new Stopwatch(work.measuresHeld === true);
	const { references } = work;
	const go = async () => await profiled(profileTo, async () => await make(work, service, watch));
	// Only where there are references to count: counting costs time.
	const [made, use] = references ? await watchReferences(references, go) : [await go(), null];
	const sizes = await made.fileSizes();
	await made.discard();
	return {
		...watch.read(),
		images: sizes.filter((size) => size === service.pictureBytes).length,
		executionBytes: (work.measuresStored && made.executionBytes?.()) || 0,
		referenceReads: use?.reads ?? 0,
		referenceEncodings: use?.encodings ?? 0,
	};
}
