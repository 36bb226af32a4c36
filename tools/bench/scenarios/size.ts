import { statSync } from 'node:fs';
import { packTarball } from '../../engine/index.ts';
import { makeTempFolder } from '../../engine/tempFolder.ts';
import { loadTimes } from '../loadTimes.ts';
import { median } from '../median.ts';
import { atMost, inMs, type Section } from '../section.ts';

const RUNS = 15;
const MOST_KILOBYTES = 160;
const MOST_LOAD_MS = 15;

export async function size(): Promise<Section> {
	const { file } = await packTarball(makeTempFolder('packed'));
	const packedKilobytes = statSync(file).size / 1000;
	const loadMs = median(loadTimes(RUNS));
	const packed = `${packedKilobytes.toFixed(1)} kB`;
	return {
		id: 'size',
		title: 'The package itself',
		text: `The tarball as npm publishes it, and \`require\` of the node in a fresh process that has loaded n8n-workflow already (median of ${RUNS}).`,
		header: ['packed', 'loaded in'],
		rows: [[packed, inMs(loadMs)]],
		targets: [
			atMost(`at most ${MOST_KILOBYTES} kB packed`, packedKilobytes, MOST_KILOBYTES, packed),
			atMost(`loaded in at most ${MOST_LOAD_MS} ms`, loadMs, MOST_LOAD_MS, inMs(loadMs)),
		],
		data: { packedKilobytes, loadMs },
	};
}
