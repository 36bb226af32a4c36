import type { Bill } from '../../sandbox/index.ts';
import { renderBill } from './billTable.ts';
import { renderCard, renderFile } from './card.ts';
import { formatCredits } from './format.ts';
import { galleryStyle } from './galleryStyle.ts';
import { address, escape } from './html.ts';
import type { Failure, Harvest, Picture } from './pictures.ts';

export interface GalleryFacts {
	/** What the reader should know about where the pictures come from. */
	notes: string[];
	/** File of the mask of the edit, where there is one. */
	maskFile: string | null;
	bill: Bill | null;
}

interface Section {
	title: string;
	lead: string;
	content: string;
}

/** One HTML page beside the image files; it loads nothing else. */
export function renderGallery(showcase: Harvest, quickstart: Harvest, facts: GalleryFacts): string {
	const pictures = [...showcase.pictures, ...quickstart.pictures];
	const sections = [...showcaseSections(showcase, facts), quickstartSection(quickstart)];
	if (facts.bill) sections.push(billSection(facts.bill));
	const credits = pictures.reduce((sum, picture) => sum + (picture.credits ?? 0), 0);
	const totals = [
		`${pictures.length} pictures`,
		`${new Set(pictures.map(({ model }) => model)).size} models`,
		...(credits > 0 ? [formatCredits(credits)] : []),
	];
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Oakgen Image in n8n</title>
<style>${galleryStyle}</style>
</head>
<body>
<header>
<h1>Oakgen Image in n8n</h1>
<p class="lead">Two workflows, run on n8n’s own engine.</p>
<p class="totals">${totals.map((total) => `<span>${escape(total)}</span>`).join('')}</p>
<p class="notes">${escape(facts.notes.join(' '))}</p>
</header>
${sections
	.filter(({ content }) => content !== '')
	.map(renderSection)
	.join('\n')}
</body>
</html>
`;
}

function renderSection({ title, lead, content }: Section): string {
	return `<section>
<h2>${escape(title)}</h2>
<p class="lead">${lead}</p>
${content}
</section>`;
}

const row = (cards: string[], kind = ''): string =>
	cards.length === 0 ? '' : `<div class="row ${kind}">${cards.join('\n')}</div>`;

function showcaseSections(
	{ pictures, failures, galleries }: Harvest,
	{ maskFile }: GalleryFacts,
): Section[] {
	const of = (node: string): Picture[] => pictures.filter((picture) => picture.node === node);
	const compared = of('One prompt, four models');
	const page = galleries['One prompt, four models'];
	const cards = (node: string, title: string, note?: string): string[] =>
		of(node).map((picture) => renderCard(picture, { title, ...(note && { note }) }));
	return [
		{
			title: 'One prompt, four models',
			lead: `“${escape(compared[0]?.prompt ?? '')}”${page ? ` <a href="${address(page)}">The page that the node made of it</a> goes to whoever chooses.` : ''}`,
			content: row(
				compared.map((picture) => renderCard({ ...picture, prompt: '' })),
				'even',
			),
		},
		{
			title: 'A product without background',
			lead: 'Cut out by the model itself, then put where it will be used.',
			content: row([
				...cards('Product without background', 'Transparent').map((card) =>
					card.replace('<figure', '<figure class="cutout"'),
				),
				...cards('The product in its place', 'In its place'),
			]),
		},
		{
			title: 'An edit inside a mask',
			lead: 'Only the white part may change. Everything else stays as it was, pixel by pixel.',
			content: row([
				...cards('Before the edit', 'Before'),
				...(maskFile ? [renderFile(maskFile, 'Mask', 'White may change, black stays.')] : []),
				...cards('After the edit', 'After'),
			]),
		},
		{
			title: 'When something goes wrong',
			lead: 'What costs money is asked for once, and what was refused says why.',
			content: row([
				...cards(
					'An answer that got lost',
					'Lost, and got back',
					'The picture was made, but the answer never came. The node asked again under the same key, got the same picture, and paid once.',
				),
				...failures.map(renderFailure),
			]),
		},
	];
}

function renderFailure({ node, reason }: Failure): string {
	return `<figure class="refused" style="--shape: 1.1">
<figcaption><p class="who"><strong>${escape(node)}</strong><span>0 credits</span></p>
<p class="reason">${escape(reason)}</p>
<p class="note">The workflow went on: the reason is an item of its own, for the next node to report.</p></figcaption>
</figure>`;
}

function quickstartSection({ pictures, failures }: Harvest): Section {
	return {
		title: 'The quick start: pictures for a coffee roaster',
		lead: 'The workflow that comes with the node: a hero, a week of posts, a product in a scene, a poster.',
		content: row([
			...pictures.map((picture) => renderCard(picture, { title: picture.node })),
			...failures.map(renderFailure),
		]),
	};
}

function billSection(bill: Bill): Section {
	return {
		title: 'The bill',
		lead: 'From the provider’s side: every order once. The refused one is not on it.',
		content: renderBill(bill),
	};
}
