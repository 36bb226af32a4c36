const { rmSync } = require('node:fs');
const { Transform } = require('node:stream');
const { minify } = require('@swc/core');
const { dest, src } = require('gulp');

async function clean() {
	rmSync('dist', { recursive: true, force: true });
}

/** What tsc leaves behind: icons, and the codex files n8n reads beside each node. */
function staticFiles() {
	const files = ['nodes', 'credentials'].flatMap((folder) => [
		`${folder}/**/*.{png,svg}`,
		`${folder}/**/*.node.json`,
	]);
	// Without `encoding: false` gulp reads files as UTF-8 text, which ruins PNGs.
	return src(files, { base: '.', encoding: false }).pipe(dest('dist'));
}

/**
 * Every n8n that has the package loads it from disk at each start. Files and functions keep their
 * names, so that the trace of an error can still be read.
 */
function compact() {
	const minified = new Transform({
		objectMode: true,
		transform(file, _, done) {
			minify(file.contents.toString(), { module: false, ecma: 2022, mangle: true, compress: true })
				.then(({ code }) => {
					file.contents = Buffer.from(code);
					done(null, file);
				})
				.catch(done);
		},
	});
	return src('dist/**/*.js', { base: '.' }).pipe(minified).pipe(dest('.'));
}

module.exports = { clean, staticFiles, compact };
