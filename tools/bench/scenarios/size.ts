import { statSync } from 'node:fs';
import { packTarball } from '../../engine/index.ts';
import { makeTempFolder } from '../../engine/tempFolder.ts';
import { loadCosts } from '../loadCosts.ts';
import { maxPackedBytes } from '../../scripts/lib/packageSize.ts';
import { median } from '../median.ts';
import { atMost, inMs, type Section } from '../section.ts';

const RUNS = 15;
/** Of the CPU time of n8n-workflow: 15 ms where that takes 430. */
const LARGEST_SHARE = 0.035;

export async function size(): Promise<Section> {
	const { file } = await packTarball(makeTempFolder('packed'));
	const packedKilobytes = statSync(file).size / 1000;
	const mostKilobytes = maxPackedBytes / 1000;
	const costs = loadCosts(RUNS);
	const loadMs = median(costs.map(({ ms }) => ms));
	const share = median(costs.map((cost) => cost.share));
	const percent = (part: number) => `${(100 * part).toFixed(1)} %`;
	const packed = `${packedKilobytes.toFixed(1)} kB`;
	return {
		id: 'size',
		title: 'The package itself',
		text: `The tarball as npm publishes it, and \`require\` of the node in a fresh process that has loaded n8n-workflow already (median of ${RUNS}); in CPU time, as a share of what n8n-workflow takes.`,
		header: ['packed', 'loaded in', 'of n8n-workflow'],
		rows: [[packed, inMs(loadMs), percent(share)]],
		targets: [
			atMost(`at most ${mostKilobytes} kB packed`, packedKilobytes, mostKilobytes, packed),
			atMost(
				`loaded in at most ${percent(LARGEST_SHARE)} of the time of n8n-workflow`,
				share,
				LARGEST_SHARE,
				percent(share),
			),
		],
		data: { packedKilobytes, loadMs, share },
	};
}
