import type { Bench } from '../compare.ts';
import { type ContestantName, contestants } from '../contestants/index.ts';
import { type BySize, compareSizes, perFurtherItem, SIZES } from '../scalingRuns.ts';
import { inMs, type Section, times } from '../section.ts';

/** V8 collects when the bytes outside its heap have grown by 64 MB; these let them count as heap. */
const HELD_OFF = [
	'--external-memory-accounted-in-global-limit',
	'--initial-heap-size=8192',
	'--max-old-space-size=16384',
];

const names: ContestantName[] = ['oakgenUrl', 'bareUrl'];
const sizes = SIZES.slice(1);

export async function collections(bench: Bench): Promise<Section> {
	const usual = await compareSizes(bench, names, 0);
	const heldOff = await compareSizes(bench, names, 0, HELD_OFF);
	return {
		id: 'collections',
		title: 'What garbage collections cost',
		text: `The work of [From one item to 512](#from-one-item-to-512) without latency, in which other work could hide; then once more in a process whose garbage collector is held off by V8’s flags (\`${HELD_OFF.join(' ')}\`). Collections are those of the whole heap within a run; CPU time is that of all threads, among them those in which V8 collects. A further item is (the run with n items − the run with one) ÷ (n − 1).`,
		header: ['', ...sizes.map((items) => `${items} items`), '64 : 8 items', '512 : 64 items'],
		rows: names.flatMap((name) => [
			...rowsOf(contestants[name].label, usual.of, name),
			...rowsOf(`${contestants[name].label}, collector held off`, heldOff.of, name),
		]),
		targets: [],
		data: { usual: usual.data, heldOff: heldOff.data },
	};
}

function rowsOf(label: string, of: BySize, name: ContestantName): string[][] {
	const furtherRow = (title: string, key: 'wallMs' | 'cpuMs') => {
		const further = sizes.map((size) => perFurtherItem((items) => of(items, name)[key], size));
		const growths = further.slice(1).map((ms, index) => times(ms / further[index]));
		return [title, ...further.map(inMs), ...growths];
	};
	return [
		furtherRow(`${label}: time of each further item`, 'wallMs'),
		furtherRow('CPU time of each further item', 'cpuMs'),
		['collections', ...sizes.map((items) => String(of(items, name).collections)), '', ''],
	];
}
