/** What the tarball may hold: what n8n loads or shows, and what npm always adds. */
const expected = [
	/^dist\/(nodes|credentials)\/.+\.(js|svg|png)$/,
	/^dist\/nodes\/.+\.node\.json$/,
	/^(package\.json|README\.md|LICENSE)$/,
];

/** @param {string[]} paths in the tarball @returns a sentence for each that does not belong there */
export function foreignFiles(paths) {
	return paths
		.filter((path) => !expected.some((pattern) => pattern.test(path)) || /\btest\b/.test(path))
		.map((path) => `${path} does not belong into the tarball`);
}

/** @returns a sentence for each file that n8n or npm would look for in vain */
export function missingFiles(paths, { n8n }) {
	const nodes = n8n.nodes.flatMap((path) => [path, path.replace(/\.js$/, '.json')]);
	const needed = ['package.json', 'README.md', 'LICENSE', ...nodes, ...n8n.credentials];
	return needed
		.filter((path) => !paths.includes(path))
		.map((path) => `${path} is not in the tarball`);
}
