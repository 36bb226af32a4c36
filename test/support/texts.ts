import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** A text of the published code as it is written there; `…` stands for what is filled in. */
export interface WrittenText {
	file: string;
	text: string;
}

/** Every string and template below a folder that has at least two words. */
export function textsIn(folder: string): WrittenText[] {
	const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
	return files
		.filter((file) => file.endsWith('.ts'))
		.flatMap((file) => {
			const source = readFileSync(join(folder, file), 'utf8');
			const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest);
			return written(tree).map((text) => ({ file, text }));
		})
		.filter(({ text }) => /\w\s+\w/.test(text));
}

function written(node: ts.Node): string[] {
	const inner: string[] = [];
	node.forEachChild((child) => void inner.push(...written(child)));
	if (ts.isStringLiteralLike(node)) return [node.text];
	if (!ts.isTemplateExpression(node)) return inner;
	const { head, templateSpans } = node;
	return [
		[head, ...templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join('…'),
		...inner,
	];
}
