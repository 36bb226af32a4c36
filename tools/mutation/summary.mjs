const columns = ['score', 'killed', 'timeout', 'survived', 'no coverage'];

/**
 * @param report Stryker's JSON report (mutation-testing-report-schema)
 * @returns a table of the folders, and the lines on which mutants are left
 */
export function summarize({ files }) {
	const counts = new Map();
	const leftOver = [];
	for (const [path, { mutants }] of Object.entries(files)) {
		const name = path.replace(/^nodes\/OakgenImage\//, '');
		const folder = name.slice(0, name.indexOf('/'));
		for (const { status } of mutants) {
			for (const row of [folder, 'all']) {
				counts.set(row, counts.get(row) ?? {});
				counts.get(row)[status] = (counts.get(row)[status] ?? 0) + 1;
			}
		}
		const left = mutants.filter(({ status }) => status === 'Survived' || status === 'NoCoverage');
		const lines = [...new Set(left.map(({ location }) => location.start.line))];
		if (left.length > 0) leftOver.push(`${name}: ${lines.sort((a, b) => a - b).join(', ')}`);
	}
	// A Map keeps the order of insertion, in which the total came second.
	const folders = [...counts.keys()].filter((name) => name !== 'all').sort();
	const table = [
		['', ...columns],
		...[...folders, 'all'].map((name) => row(name, counts.get(name) ?? {})),
	].map((cells) =>
		cells.map((cell, at) => (at === 0 ? cell.padEnd(12) : cell.padStart(12))).join(''),
	);
	const where =
		leftOver.length === 0 ? [] : ['', 'Unnoticed changes are possible on:', ...leftOver];
	return ['', ...table, ...where].join('\n');
}

function row(name, { Killed = 0, Timeout = 0, Survived = 0, NoCoverage = 0 }) {
	const noticed = Killed + Timeout;
	const all = noticed + Survived + NoCoverage;
	const score = all === 0 ? '–' : `${((100 * noticed) / all).toFixed(1)} %`;
	return [name, score, ...[Killed, Timeout, Survived, NoCoverage].map(String)];
}
