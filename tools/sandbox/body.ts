import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { bodyTextBound } from './requestLog.ts';
import type { LogEntry, MultipartPart } from './requestLog.ts';

const mostBytes = 256 * 1024 * 1024;

/** Takes any body: bytes for the log, and multipart by its parts. */
export function acceptBodies(app: FastifyInstance): void {
	app.removeAllContentTypeParsers();
	app.addContentTypeParser(
		'*',
		{ parseAs: 'buffer', bodyLimit: mostBytes },
		(_request, body, done) => {
			done(null, body);
		},
	);
	app.register(multipart, { limits: { fileSize: mostBytes, fieldSize: mostBytes, files: 1000 } });
}

async function readParts(request: FastifyRequest): Promise<MultipartPart[]> {
	const parts: MultipartPart[] = [];
	for await (const part of request.parts()) {
		const isFile = part.type === 'file';
		parts.push({
			name: part.fieldname,
			filename: isFile ? part.filename : null,
			contentType: part.mimetype,
			bytes: isFile ? await part.toBuffer() : Buffer.from(String(part.value)),
		});
	}
	return parts;
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

export async function readBody(request: FastifyRequest, entry: LogEntry): Promise<void> {
	if (request.isMultipart()) {
		entry.parts = await readParts(request);
	} else if (Buffer.isBuffer(request.body)) {
		const text = request.body.toString();
		entry.bodyText = text.slice(0, bodyTextBound);
		entry.body = parseJson(text);
	}
}
