/**
 * The words and field names by which replies are read, of every provider: what services that make
 * images are known to say. Names of fields are compared without case and marks: `taskId`, `task_id`
 * and `Task ID` are `taskid`. Words of a state are told apart by marks and by capitals. For a reply
 * that reads otherwise there is the option Image URL Path.
 */

/** Words with blanks between them, as a list. */
function words(text: string): string[] {
	return text.trim().split(/\s+/);
}

export const STATE_FIELDS = words('status state phase stage requeststatus lifecycle');

/** So is whatever else ends like one: `taskStatus`, `image_status_name`. */
export const STATE_NAME =
	/((status|state)(name|label|text|str)?|phase|stage|condition|situation|(job|task|generation|prediction|image|run|render)(status|state)(code|id|value|enum))$/;
/** Lists of the states of several, of which some may have failed. */
export const STATES_FIELDS = words(
	'statuses states jobstatuses taskstatuses imagestatuses generationstatuses',
);
/** Lists of what is done one after the other. */
export const STEP_FIELDS = ['steps', 'stages', 'subtasks'];
/** Except where it is the state of something else than the image. */
export const OTHER_STATE =
	/^(account|user|plan|billing|payment|credit|refund|charge|invoice|subscription|licen[cs]e|key|quota|cache|cdn|http|response|request|reply|webhook|callback|notification|delivery|upload|storage|download|moderation|safety|nsfw|filter|content|prompt|input|model|service|server|system|api|region|share|visibility|public|privacy|review|approval|audit|publish|sync|watermark|metadata|previous|old|last|parent|worker|gpu|machine|node|client|session|connection)/;
/** Where the word stands when the state is an object. */
export const WORDS_OF_STATE = words('state status name value code phase label type');

function anyOf(stems: string): RegExp {
	return new RegExp(
		stems
			.split(',')
			.map((stem) => stem.trim())
			.join('|'),
	);
}

/** Parts of a state that say that nothing more will come, as patterns (`\b`: the end of a word). */
const FAILED_STEMS = String.raw`
	fail, \berr\b, error, cancel, reject, \bexpir, nsfw, \bblock, moderated, refus,
	\bdeni(ed|al), \bdeny, declin, abort, tim(e|ed) ?out, terminat, \bkill, crash,
	\binvalid, illegal, violat, prohibit, forbid, unauthori, \bunsafe, flagged, censor,
	\bfiltered, content ?filter, not ?found, not exist, no such, \bmissing, exception,
	\bfault, \bpanic, \boom\b, out of , insufficient, exceed, unsuccess, exhaust, revok,
	\bdeleted, \bremoved, discard, \bdropped, \bskipped, interrupt, evict, unavailable,
	unsupported, \bstopp, ^stop$, \bhalt, \bdead, \bgone\b, \blost\b, \bbanned, \bbrok(e|en)\b, refund,
	^(image )?safety$, recitation, no image, disallow, unable, could not, cannot,
	\bdid not (complet|finish|succe), \bgave up, unfulfill, bad request, sensitive, limited\b,
	unprocess, preempt, polic, \bno result, suspend, \bdied, quarantin, ^withdrawn$, \bvoid, \bpurged,
	damaged, corrupt, \bnot (ok|possible)\b, ^ko$,
	失败, 错误, 违规, 取消, 不通[过過], 拒[绝絕], 异常, [超逾][时時], 驳回, 失敗, エラー,
	キャンセル, 拒否, 실패, 오류, 취소, 거부, échou, échec, erreur, annul, fehlgeschlagen, gescheitert, fehler,
	abgebrochen, abgelehnt, fallid[oa], falló, fracas, rechazad, cancelad, falh, rejeitad, fallit[oa],
	ошибк, неудач, не удал, отмен, отклон, başarısız, ^erro$, \bhata(?!s[ıi]z), iptal, mislukt, błąd,
	niepowodz, thất bại, gagal, misslyck, mislykk, epäonnist, فشل, विफल, ล้มเหลว
`;
export const FAILED_STATE = anyOf(FAILED_STEMS);

/** "No errors" is none. */
export const NO_FAILURE =
	/\b(background|noise|object|watermark|text)s?( is| are)?( \w+)? being (removed|deleted)\b|\bno (results?|images?|outputs?)(?= yet\b)|(?<=\b(?<!\b(input|reference|source) )(result|image|picture|output|file)s? (is |are )?)(unavailable|not found)(?= (as |because |but )?(the )?(it|job|task|worker|generation|image)( is)? still (?!missing|failing|lacking|pending|pointing|contain)\w+ing\b)|\b(no|not|non|without|zero|0) (errors?|fail\w*|faults?|exceptions?|problems?|issues?|nsfw|flagged|filtered|censored|blocked|expired|cancell?ed|rejected|moderated)\b/g;

/** Parts of a state that say that something is still to come. */
const RUNNING_STEMS = String.raw`
	\bcreat(e|ed|ing)\b, queu, pend, \bstart, submit, progress, process(?!ed), \brun(ning)?\b,
	generating, wait, schedul, prepar, \binit, (?<!down)load(?!ed), warm, boot, accept, receiv, assign,
	dispatch, alloc, provision, \brender(ing)?\b, \bdraw, paint, dream, infer,
	\bexecut(e|ing)\b, comput, \bwork(ing)?\b, busy, \bactiv, going, \bdoing, retry,
	throttl, \b(on )?hold, paus, delay, defer, upscal, finali[sz]ing, finishing,
	completing, \bsav(e|ing)\b, partial, preview, intermediate, draft, unfinished,
	\bnot (yet|ready|started|finished|completed?|done|available), almost, nearly, \bsoon,
	\byet\b, validating, verifying, checking, moderating, review, polling, sampling,
	denois, diffus, coding\b, \bnew\b, \bopen\b, \bidle, backlog, streaming, requested,
	regist, 处理中, 排队, 等待, 进行, 生成中, 提交, 受理
`;
/** The same in other languages. */
const RUNNING_ELSEWHERE = `
	运行中, 执行中, 処理中, 実行中, 待機, 処理しています,
	처리 ?중, 생성 ?중, 대기, 진행, en cours, en attente, in bearbeitung, wartet, läuft, en proceso,
	procesando, pendiente, en cola, em andamento, processando, na fila, aguardando, in corso,
	in attesa, elaborazione, в обработке, выполняется, обрабатыва, ожида, в очереди, işleniyor, bekliyor, 正在,
	(描い|描画し|作成し|生成し|準備し|実行し)て(い)?ます, 중입니다, \\bwird (gerade|noch|derzeit|jetzt),
	está siendo, se está \\w+ndo, en train d, sendo \\w+d[oa]\\b
`;
/**
 * "is being painted", "we are drawing your picture", whatever is done to it. Not said of an account or a
 * model, and not of what ends a job in other words than those of a failure.
 */
const UNDER_WAY = String.raw`
	(?<!\b(account|user|key|token|model|feature|endpoint|version|service|plan|card)s? ((is|are) )?)\b(is|are|s|re|still|currently|now) (\w+ly )?being (\w+ly )?(?!used|mis|abus|with|retir|phas|deprec|decom|ignor|charg|bill|invest|shut)(\w+(ed|en|wn|ade|one|[lmnpu]t)|run|set)\b,
	\b(are|am|re|m|is|still|currently) (still |now |currently )?\w+ing (on )?(your|the|this|its) (image|picture|photo|artwork|request|job|task|result|order),
	\b(job|task|worker|generation) (is )?still (?!missing|failing|lacking)\w+ing\b,
	\b(check|come|look) back\b, \bavailable soon\b, \b(under ?way|ongoing)\b, \bwaiting for\b,
	\bnot been (finished|completed|done|generated|made)\b
`;
export const RUNNING_STATE = anyOf(`${RUNNING_STEMS}, ${RUNNING_ELSEWHERE}, ${UNDER_WAY}`);

/** What ran is over when this is said of it. */
export const RUN_AND_OVER =
	/\b(process|processing|run|render|rendering|generating|execution|inference|upscaling|upload|uploading)(?= (completed?|done|finished|succe\w+)\b)/g;

/** What jobs are called that run as they should. */
export const USUAL_STATE =
	/^(task_?status_?)?(queued|pending|processing|running|in[_ -]?(progress|queue)|start(ing|ed)|created|submitted|waiting|generating)$/i;
/**
 * Of a sentence beside an error: the job goes on. In a sentence, other words of a state may be about
 * anything.
 */
export const GOES_ON = anyOf(String.raw`
	\bin (the )?(progress|queue)\b, \b(processing|pending|queued|running|generating|rendering)\b,
	\bnot (ready|finished|done)\b, \byet\b, 处理中, 排队, 等待, 进行, 生成中, ${RUNNING_ELSEWHERE},
	${UNDER_WAY}
`);
/** And where it does not, whatever it was doing. */
export const WENT_WRONG =
	/\b(problems?|issues?|trouble|wrong|unexpected(ly)?|unfortunately|sorry|oops|while|during|when)\b/;

/** What stands in a field of an error when there is none. */
export const NO_ERROR =
	/^(none|null|nil|nan|n a|undefined|no|false|0|无|没有|なし|없음|[^不未没失]{0,8}成功)?$/;

/** Part of it is there, and nothing more will come: what there is is the result. */
export const ENDED_IN_PART =
	/\b(partial(ly)?|partly|incompletely) (completed?|done|finished|succe\w+|fail\w*)\b|(?<=\b(completed?|finished|done|succeeded|ended) )with (some |partial |minor )?(errors?|failures?|issues?|problems?)\b/;

/** Words that say that all is there, and words that may stand with them. */
export const DONE_WORDS = new Set(
	words(`
	completed complete completion succeeded succeed success successful successfully successed
	finalized finalised
	finished done ready ok okay generated available fulfilled klar hotovo gotowe
	selesai ended end processed rendered delivered 成功 完成 已完成 处理完成 生成完成 任务完成 处理成功 生成成功 完成了 已成功
	已生成 完了 処理完了 生成完了 完了しました 완료 성공 완료됨 terminé terminée fertig abgeschlossen erfolgreich beendet
	completado completada terminado finalizado listo éxito concluído concluída sucesso pronto
	completato completata riuscito завершено завершена завершён завершен готово выполнено
	успешно tamamlandı başarılı voltooid zakończono ukończono hoàn thành valmis مكتمل اكتمل पूर्ण เสร็จสิ้น
	færdig ferdig 완료되었습니다 완료했습니다 zakończone
`),
);
export const FILL_WORDS = new Set(
	words(`
	assembly workflow task job request image images generation prediction status state all is are has been the
	response result with warnings no without run output edit for to download 생성 처리 작업 이미지
`),
);

/** True says that something is there; false that it is not there yet. */
export const DONE_FLAG = /^(is)?(done|finished|completed?|ready)$/;
/** The same, of a part, where nothing else is said. */
export const RESULT_FLAG =
	/^(is)?(all|images?|results?|outputs?|job|task|generation|render)(is)?(done|finished|completed?|ready|available)$/;
/** Where false means that it went wrong. */
export const SUCCESS_FLAG = /^(is)?(success(ful)?|succeeded|ok)$/;
/** Where true means that it went wrong. */
export const FAILED_FLAG =
	/^(is|has|did)?(error(s|ed)?|fail(ed|ure)?|faulted|cancell?ed|aborted|rejected|timedout|expired)$/;
/** Of the others a number can be a count or a code. */
export const ASKED_FLAG = /^(is|has|did)(error|fail|cancel|abort|reject|timed|expired)/;
/** Numbers above 0 that only a job has that is not done. */
export const WAITING_FIGURES = words(
	'waiting processing queueposition queuelength positioninqueue',
);
/** How many are still to be made: of a job that was asked for, as long as it may be so few. */
export const LEFT_FIELDS = ['remaining', 'imagesremaining'];
/** The same where nothing else is said: numbers under some of these tell of a whole queue. */
export const RUNNING_FLAG =
	/^(is)?(still)?(pending|inprogress|running|queued|processing|generating|rendering)$/;
/** Where a bare word, such as "error", says how it went: `{"result": "failed"}`. */
export const OUTCOME_WORD_FIELDS = ['result', 'outcome', 'conclusion'];
/** What is said of the time that is left, in whatever unit: above 0 when it is not done. */
export const TIME_LEFT = words(
	'eta etaseconds remainingtime timeremaining secondsleft stepsremaining remainingsteps stepsleft',
);
/** True of a picture that is not the result, or not yet. */
export const NOT_FINAL_FLAG =
	/^((is)?(placeholder|partial|intermediate)|is(preview|thumbnail|draft|temporary|input|mask)|thought)$/;
/** Where false means it. */
export const FINAL_FLAGS = words('final isfinal isfinished isfinalresult isresult');
/** How the fields end in which an entry of a list says what it is. */
export const ROLE_NAME = /(type|role|kind|purpose|label|size|variant|usage)$/;
export const OTHER_ROLE =
	/^(preview|thumb(nail)?|temp(orary)?|input|init|source|reference|ref|mask|control|placeholder|intermediate|partial|draft|before|original_?input|example|avatar|logo|video|audio|movie|sound|log|\w+[_ -](map|mask))([_ -]?(image|img|picture|file|url))?$/i;
/** What files are called that were sent, or are no result, beside those that are. */
export const SENT_FILE =
	/^[\W\d_]*(input|mask|source|reference|ref|control|init|preview|thumb(nail)?)([_ -]?(image|img|picture|file))?[\W\d_]*(\.\w{3,4})?$/i;
/** What is said of an entry that is a smaller copy of another one. */
export const SMALLER_ROLE = /(^|[_ -])(preview|thumb(nail)?)([_ -]|$)/i;
/** What a declared type says is no picture. */
export const OTHER_MEDIA = /^(video|audio|text|font|model)\/|^application\/(json|pdf|zip|xml)/i;
export const PROGRESS_FIELDS = words(`
	progress completion percent percentage progresspercent progresspercentage percentcomplete
	percentcompleted percentagecomplete completionpercentage percentdone
`);
/** Which step of how many: under way as long as the first is less. */
export const STEP_FIGURES: ReadonlyArray<[step: string, of: string]> = [
	['currentstep', 'totalsteps'],
	['step', 'totalsteps'],
	['samplingstep', 'samplingsteps'],
	['current', 'total'],
	['step', 'steps'],
];
/** Of how many of what, all of which are under `total`: `completed_images`, `steps_done`. */
export const COUNT_DONE =
	/^(?:completed|finished|done)(images|steps|outputs|results|samples)?$|^(images|steps|outputs|results|samples)(?:completed|finished|done)$/;
/** When it ended: not filled in as long as it has not. */
export const END_TIME = /^(completed|finished|ended|done|completion|finish|end)(at|on|time|date)$/;
/** How the name of an event ends that is not the last, and how that of a failure. */
export const EVENT_OF_RUNNING =
	/(^|[._ ])(progress|partial(_image)?|preview|queued|processing|pending|started)$/i;
export const EVENT_OF_FAILURE = /(^|[._ ])(failed|error|cancell?ed)$/i;
/** kie.ai: 0 runs, 1 is done, more has failed. */
export const OUTCOME_FIGURE = 'successflag';

/** In order of trust: a task or job id names the job, a request id only the HTTP request. */
export const ID_FIELDS = words(`
	taskid jobid generationid predictionid inferenceid executionid runid processid operationid
	promptid imageid id uuid taskuuid jobuuid requestid
`);
/** Those that nothing but a job has. */
export const JOB_ID_FIELDS = ID_FIELDS.slice(0, ID_FIELDS.indexOf('operationid'));
/** How the name of an id ends that nobody has seen: it is the job's where it is the only one. */
export const ID_NAME = /[_\- ](uu)?id$|[a-z\d](Id|ID|Uuid|UUID)$|^(g?u|j)id$/;
/** Except where it is that of something else. */
export const OTHER_ID =
	/^(account|user|org|client|customer|owner|author|tenant|team|workspace|project|app|api|key|plan|model|version|deployment|style|template|lora|session|connection|worker|node|machine|device|region|trace|span|log|ray|error|incident|correlation|message|parent|file|asset|upload|webhook|seed)/;
/** What names an order that was taken counts where there is no other id; so do those of a set of orders. */
export const WEAK_ID = /^((batch|group|message)id|ticket|(job|task|order)(no|number|key|ref))$/;
/** A text under these is the job's id when it is nothing else: Midjourney proxies, ModelScope. */
export const BARE_ID_FIELDS = ['result', 'data', 'task', 'job'];

/** Google's long-running operations: the last part of such a name is the id. */
export const OPERATION_NAME = /\/operations\/([\w-]+)$/;

export const STATUS_URL_FIELDS = words(
	'taskurl joburl fetchresult operationlocation azureasyncoperation',
);
/** How the name of such an address ends that nobody has seen. */
export const STATUS_URL_NAME =
	/^(?!.*(webhook|callback|cancel|stop|delete|notif))(.*(status|poll|polling|progress|monitor|track|tracking|check)|(get|fetch|retriev\w+|query))(url|uri|link|endpoint|href|location)$/;
/** `{"urls": {"get": …}}`, as Replicate has it. */
export const LINKS_FIELDS = ['urls', 'links'];
/** `{"poll": {"url": …}}` */
export const POLL_FIELDS = ['poll', 'polling', 'self'];
export const STATUS_LINKS = ['get', 'status', 'poll', 'self'];
/** Of a job of which nothing but headers tells: NVIDIA's, and that of the HTTP request. */
export const ID_HEADERS = ['nvcfreqid', 'requestid'];
/** Of a job that headers name: servers give the other ids to each of their replies. */
export const JOB_ID_HEADERS = JOB_ID_FIELDS.filter(
	(name) => !/^(execution|run|process)/.test(name),
);
/** Words in the name of a header that is about another thing than the job, such as its webhook. */
export const OF_SOMETHING_ELSE = /^(webhook|callback|cancel|parent|previous|client|cache)s?$/;
/** Headers that say why a request was refused. */
export const REASON_HEADER =
	/^(x\w*)?(error|fail(ure)?|reject(ion)?)(message|msg|reason|details?|description|info)?$|^grpcmessage$|^x\w*errortype$/;
/** Relations of a `Link` header (RFC 8288) that lead to a job, and those that lead to what came of an order. */
export const STATUS_RELATIONS = words('status monitor poll progress job task operation');
export const RESULT_RELATIONS = words('result output item enclosure self related');

/** FAL: where a finished job's result is. */
export const RESULT_URL_FIELDS = ['responseurl', 'resulturl'];

/** What a model writes beside the image, or instead of it. */
export const TEXT_FIELDS = ['text', 'refusal'];
/** A sentence under these is such a text as well. */
export const PERHAPS_TEXT_FIELDS = words('content output result response answer data');

export const CREDIT_FIELDS = words('credits creditsused creditscharged creditsconsumed cost');

/** Names under which replies to an edit repeat the reference images, besides the request's own. */
export const ECHO_FIELDS = ['image', 'imageurl', 'imageurls'];

/** Objects, or lists of one object, or JSON as text, that only wrap a reply of another shape. */
export const WRAPPER_FIELDS = words(`
	result data output response resp payload body task job prediction generation resultjson
	taskresult taskinfo jobinfo jobresult record item generationsbypk links sdgenerationjob
	baseresp choices message candidates content delta attributes header text outputobject
	entities subtaskresultlist responsemetadata assets results outputs generations predictions
	tasks jobs outputjson returnvalue returnvalues modeloutputs generatedsamples successinfo
`);

/** Lists of what a model came up with. */
export const ANSWER_FIELDS = ['choices', 'candidates'];

/** What an object of one name does not wrap. */
export const OTHER_CONTENT =
	/input|request|param|option|setting|config|meta|prompt|source|original|reference|mask|init|webhook|callback|user|account|model|error|file|thumb|preview|placeholder|example|logo|avatar|watermark|history|previous|related|owner|creator|invoice|video|audio|status|state|^(image|img|picture|photo)s?$/;

/** Names of what was sent along: nothing in it is a reason. */
export const SENT_CONTENT =
	/input|request|param|option|setting|config|prompt|source|reference|mask|webhook|callback|user|account|model|plan|usage|owner|author|link/;

/** Lists of images. */
export const LIST_FIELDS = words(`
	generated images imageurls urls outputs output results result data resulturls
	subtaskresultlist resultimageurls resultimages outputurls outputimages generatedimages
	artifacts generations predictions samples imagelist parts content pictures
	generatedimageurls imgurls imgs finalimagelist finalimages photos files items media
	attachments variants value downloads imageresult resultimage creations assets final
`);
/** Lists that are there from the beginning, and empty as long as there is no image. */
export const IMAGE_LIST =
	/^(\w*images|\w*imageurls|urls|outputs|outputurls|pictures|artifacts|samples|generations)$/;
/** Objects that are an image. */
export const IMAGE_FIELDS = words(`
	image images outputimage generatedimage resultimage inlinedata file imageurl imgurl outputs
	filedata finalimage picture photo img asset artifact download attachment media buffer blob
	final
`);
/** Addresses that stand alone; `url` comes last, because it is the job's own address as often. */
export const URL_FIELDS = words('imageurl imgurl outputurl downloadurl sample img src uri');
/** Those of names put together of such words: `tmp_url`, `upscaledImageUrls`, `cdn_image`. */
export const IMAGE_NAME =
	/^(?!result(url|uri|link)$)((result|output|final|generated|render(ed)?|upscaled|edited|processed|(pre)?signed|public|cdn|hosted|secure|full|hd|high(res)?|large|image|img|picture|photo|download|file|asset|media|direct|blob|storage|access|s3|gcs)+(image|img|picture|photo|url|uri|link)|(te?mp|temporary|(pre)?signedget|object|ssl)(url|uri|link))s?$/;
/** Names that hold one address, in a reply with one image. */
export const TEXT_IMAGE_FIELDS = words(`
	images imageurls outputs image output result data generated picture pictures photo imgs final
`);
/** Names of files of all kinds: a picture when the address ends like one. */
export const PERHAPS_FILE_FIELDS = words('file asset media artifact download');
/** Of an entry of a list of images, or of an object that is one. */
export const ENTRY_URL_FIELDS = [
	'url',
	...URL_FIELDS,
	// With the same picture in several sizes.
	...words('image link result output edited final full fullsize hd large original href location'),
];
export const ENTRY_OBJECT_FIELDS = words(`
	image imageurl inlinedata file asset img filedata output data storage presigned signed
	download get urls links final full hd large
`);
export const BASE64_FIELDS = words(`
	b64json imagebase64 base64 b64 imageb64 bytesbase64encoded imagebytes base64data imgbase64
	base64image encodedimage
`);
/** What lies in a storage is paid for, and has to be told, although this node cannot fetch it. */
export const STORAGE =
	/^(s3[an]?|gc?s|r2|b2|oss|cos|tos|obs|abfss?|wasbs?|azure|minio|ipfs|file|s?ftps?):\/\/\S/i;
/** An image if it looks like one, something else as often. */
export const PERHAPS_BASE64_FIELDS = words(
	'data imagedata result body bytes buffer blob hex imagehex',
);
/** So are names that say it, unless they are of what was sent. */
export const BASE64_NAME =
	/^(?=.*b(ase)?64)(?!.*(input|init|mask|source|ref|thumb|preview|control))/;
/** As they are written. */
export const MIME_FIELDS = ['mime_type', 'mimeType', 'content_type', 'contentType'];

/** What is said of a failure, in order of trust. */
export const REASON_FIELDS = words(`
	usererror error errors failmsg failmessage errormessage errormsg errmsg failurereason
	failure joberrormsg failreason failedreason failurecause errorreason errordescription
	errordetails faultmessage failuremessage failuredetails failcause err exception
	fault incompletedetails errortype moderationreasons moderationreason blockreason
	blockedreason cancelreason rejectreason raifilteredreason raimediafilteredreasons
	filteredreason
`);
/** What is said of a call, of a failed one too. */
export const MESSAGE_FIELDS = words(`
	reason reasons message usermessage displaymessage messege msg details detail statusmsg
	statusmessage taskstatusmsg finishmessage blockreasonmessage errcode description finishreason finishreasons
	promptfeedback title info statusdescription statusreason statusdetail statusdetails
	statereason statemessage statedescription explanation cause causes violations comment
	comments remark remarks note notes warning warnings hint
`);
/** Texts of many lines, of which the last tells how it ended. */
export const LOG_FIELDS = words('logs log traceback stacktrace stderr');
/** Filled in, these alone say that it failed. */
export const FAILURE_FIELDS = REASON_FIELDS.slice(0, REASON_FIELDS.indexOf('moderationreasons'));
/** Of a failure that names no reason otherwise, names that nobody has seen. */
export const REASON_NAME =
	/^(?!.*(at|time|url|uri|link|id|by|count)$)((err|fail|fault|reject|block|cancel|why)|.*(reason|message|msg|details?|info|cause|errors?|problems?|diagnostics?|feedback|readable)$)/;
/** Of an object that is a reason. */
export const WORDS_IN_REASON = words(`
	faultstring rawmessage message msg detail details description reason error title explanation
	text type code
`);

export const CODE_FIELDS = words(`
	code status statuscode errorcode errcode failcode httpstatus httpcode httpstatuscode
	resultcode retcode responsecode ret errno returncode
`);

/** Those that are not about a job. */
export const ERROR_CODE_FIELDS = CODE_FIELDS.filter((name) => !name.includes('status'));
/** Where the result of a call stands. */
export const RESULT_FIELDS = ['data', 'result', 'output', 'response'];

/** What pays for images, and what is said when it is gone, in the languages of most services. */
const MONEY =
	'credits?|balance|funds?|coins?|points?|wallet|guthaben|kontingent|crédits?|créditos?|saldo|кредит\\p{L}*|средств|баланс\\p{L}*|残高|クレジット|余额|额度|积分|크레딧|잔액|bakiye|kredi|credito';
const LACKING =
	'insufficient|not enough|insuficientes?|insuffisants?|épuisée?s?|agotad[oa]s?|aufgebraucht|erschöpft|nicht ausreichend|недостаточно|исчерпан\\p{L}*|不足|用完|用尽|耗尽|부족|yetersiz|esaurito';
export const LACKS_MONEY = new RegExp(
	`(${MONEY})\\P{L}.{0,30}(${LACKING})|(${LACKING}).{0,20}(${MONEY})|(残高|クレジット|余额|额度|积分|크레딧|잔액).{0,12}(不足|用完|用尽|耗尽|부족)|(out of|no more|no remaining|no) (generations|coins|points)\\b|not ((have )?enough|have any) (coins|points)|balance( is|:)? ?0(?![.\\d])|recharge|arrears?\\b|欠费|充值|(add|update).{0,12}payment method|(purchase|buy).{0,12}credits`,
	'iu',
);

/** What codes in words, and failures in words, mean as an HTTP status. The first that fits counts. */
export const STATUS_OF_WORDS: ReadonlyArray<[words: RegExp, status: number]> = [
	[
		/safety|moderat|nsfw|content (is |was )?not (allowed|permitted)|content.?(policy|filter)|policy.?violat|violat\w*.{0,40}(polic|guideline|terms)|sensitive|prohibited.?content|(?<!account.{0,30})\bflagged\b|inappropriate|risk.?not.?pass|违规|敏感|不合规/i,
		422,
	],
	[
		/insufficient[ _-]?(credit|fund|balance|quota)|(credit|balance|fund|quota)s?[ _-](is |are |has been |have been )?(not enough|exhausted|depleted|insufficient|too low|used up)|(not enough|no|out of|low on|run out of)( more| remaining| api| account)? (credit|balance|fund|quota)|(credit|balance)s? (have |has )?(run|ran) out|payment.?required|billing_hard_limit|top.?up/i,
		402,
	],
	[LACKS_MONEY, 402],
	[
		/rate.?limit|rate.?limited|too (quickly|fast|often)|concurrent.{0,30}reached|\bqps\b|过于频繁|频率|queue.{0,4}full|队列.{0,3}满|并发|too.?many.?(request|job|task|concurrent)|resource.?exhausted|throttl|slow.?down|quota.{0,20}(exceeded|reached)|exceeded.{0,30}quota|concurren(cy|t).{0,12}limit|(?<!(token|character|size|length|prompt|pixel|time)s?[ _-]?)limit.?exceeded|(?<!(token|character|size|length|prompt|pixel|time)s? )limit (has been |is |was )?reached|reached (your|the|api) .{0,30}\blimit|限流|流控|超限/i,
		429,
	],
	[
		/unauthenticated|unauthori[sz]ed|(invalid|incorrect|wrong|missing|expired|revoked|bad)[ _-]?(api[ _-]?)?(key|token|credential)|(api[ _-]?)?(key|token)[ _-](is |not )?(invalid|valid|expired|missing|revoked)|authentication|auth.?failure|not authenticated|login fail|not logged in|no api.?key|api.?key (was |has been |is )?(not found|disabled|required|deleted|blocked)|authorization header|signature (mismatch|invalid|does not match)/i,
		401,
	],
	[
		/permission.?denied|forbidden|access.?denied|not.?allowed.?to.?access|(country|region|location).{0,20}not.{0,6}(supported|allowed|available)/i,
		403,
	],
	[
		/model.?not.?found|no such model|unknown model|model .{0,60}(not exist|not found|not available)/i,
		404,
	],
	[/payload.?too.?large|request.?(entity.)?too.?large/i, 413],
];
/** Said of a key that is known from an order with another body. */
export const OTHER_ORDER =
	/different|mismatch|does(n.t| not) match|same (param|request|body|payload)|another (request|body|payload)|reus|already (been )?used/i;
/** Waits that are named in a body, the plainest first; how a name ends is the unit, seconds without one. */
const WAIT_UNIT = '(ms|millis\\w*|s(ec(ond)?s?)?|min(ute)?s?)?$';
export const WAIT_NAMES = [
	'retry(after|in|delay)',
	'(resets?(in|after)|wait(time)?|cooldown|estimatedtime|(time|seconds)to(reset|wait)|remaining(?=sec)|backoff|ttl|nextallowedin)',
].map((name) => new RegExp(`^${name}${WAIT_UNIT}`));
export const IN_MILLISECONDS = /(ms|millis\w*|nextallowedin)$/;
export const IN_MINUTES = /min(ute)?s?$/;
/** The header `RateLimit`, in the words of two drafts of the IETF: `reset=9` and `"default";r=0;t=9`. */
export const LIMIT_FIELD = 'ratelimit';
export const LEFT_OF_LIMIT = /\b(?:reset|t)=(\d{1,9})\b/;
/** Moments until which to wait: a date, or seconds or milliseconds since 1970. */
export const WAIT_MOMENTS = words(`
	resetat resetsat retryat resettime availableat nextallowedat xratelimitreset ratelimitreset
	xratelimitresetrequests xratelimitresetafter xratelimitresetatutc xpicsartratelimitresettime
`);
/** "Resets in ~9s", "try again in 20 seconds", "retry after 1m30s", "available in 00:00:20". */
export const WAIT_IN_WORDS =
	/(?:\b(?:resets?|again|retry|available|wait|warten|versuchen|dans|espera|intente|attendre)\b|через|請|请|重试|お待ち|(?=\d{1,4} ?[秒분초] ?[後后후뒤]))[^.\d]{0,40}?((?<=\b(?:in|for) )\d+:\d\d:\d\d|\d[\w.,\s秒分\u0400-\u04ff]{0,40})/i;
/** "Try again at 2026-01-01T00:00:00Z" */
export const MOMENT_IN_WORDS =
	/\b(?:resets?|again|retry|available|until)\b[^\d]{0,40}(\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z| ?UTC| ?[+\u2212-]\d\d(?::?\d\d)?\b)?)/i;

/** A limit that waiting does not bring back within a run: of the account, of a day, none at all. */
export const FINAL_LIMIT =
	/\blimit:? ?0(?![.\d])|"quotaValue": ?"0"|PerDay|insufficient[ _-]?(quota|credit|fund|balance)|(credit|balance|fund)s?\b.{0,30}(exhausted|not enough|depleted|insufficient|too low|used up|run out|ran out|empty|is zero|negative)|quotas? (is |are )?not enough|(not enough|no|out of|low on|run out of|exhausted)( of)?( your| more| remaining| account)* (credit|balance|fund)|billing_hard_limit|payment.?required|spend(ing)?.?(cap|limit)|top.?up your|free.?(tier|quota|trial).{0,30}(exhausted|used|ended|over|expired)|out ?of ?(api ?)?credits|arrear|unpaid|open invoice|account.{0,30}suspended|欠费|余额.{0,6}(不足|用完|耗尽)|充值/i;
/** So are these, where no wait is named. */
export const PERHAPS_FINAL_LIMIT =
	/(out of|not enough|no more) tokens|quota.?exhausted|per.?week|weekly|this month|lifetime|hard limit|plan limit|no remaining|used (up )?all|trial (has |is )?(expired|ended|over)|subscription (is )?required|credit limit|free (requests|images|generations)|per.?day|daily|per.?month|monthly|billing|exceeded your (current )?quota|upgrade your (plan|account)/i;

/** What a 403 is about, when it is not the key. The first that fits counts. */
export const OF_CREDITS =
	/credit|balance|fund|billing|payment|quota|subscription|your plan|top.?up|coins|free.?tier|余额|欠费|額度|额度|guthaben|saldo/i;
export const OF_KEY =
	/api.?key|\bkey (is |has )?(expired|invalid|disabled|revoked)|token|credential|unauthori[sz]ed|authenticat|signature/i;
/** Whoever asks is shut out, whatever for. */
export const OF_SHUT_ACCOUNT =
	/\b(account|user|organi[sz]ation|workspace|team|project)s?\b.{0,40}\b(blocked|banned|suspended|disabled|deactivated|locked|restricted|frozen|flagged)\b|\b(blocked|banned|suspended|disabled|locked|restricted) (account|user)\b|\biam\b|access.?polic/i;
export const OF_SHUT_KEY =
	/\b(key|token)s?\b.{0,30}\b(blocked|banned|suspended|disabled|revoked|restricted|flagged)\b/i;
export const OF_PLACE = /country|countries|region|territor|geograph/i;
/** Something between the node and the service, whatever word it uses for refusing. */
export const OF_NETWORK =
	/cloudflare|firewall|\bwaf\b|referr?er|\bip( address)?\b|\bproxy\b|\bvpn\b|\bbots?\b/i;
export const OF_REGION = /region|country|countries|location|territor|geograph/i;
export const OF_ACCESS =
	/model|access|permission|scope|role|enabled|verif(y|ied)|organi[sz]ation|allow.?list|suspend|banned|licen[cs]e|\bteam\b|\bproject\b|origin|\bip\b/i;

/** True of a picture that the provider blanked, blurred or flagged. */
export const FILTER_FLAG =
	/^(is|has|was|contains|containsimage|potentially|possibly|likely|maybe)?((nsfw(content|concept)?s?(detected|flags?|flagged)?|nudity|sexual|porn)((score|prob\w*|confidence)s?)?|((content|safety|image|nsfw|output|picture|prompt)?(censored|filtered|flagged|blocked|moderated|blurred|blanked|unsafe|redacted|blackedout|blank|pixelated|obscured|violation|sanitized|replaced))|(adult|explicit|mature)(content)?|(replaced|removed|blocked|withheld)(with|by|for)\w+|((safety|content|nsfw|moderation)(filter|check|checker)?(triggered|applied|hit|violation|violations))|((content)?policyviolations?))$/;
/** Objects and lists in which such flags stand. */
export const FILTER_CONTAINER =
	/^((content|image|output|picture)?(safety|moderation|filter)|rai|prompt|nsfw)(results?|ratings?|attributes|info|filterresults?|checks?|checker|feedback|details)?$/;
/** In these, what else says that something was found. */
export const FOUND_FLAG = /^(is|was)?(detected|triggered|violated|violation|hit|found)$/;
/** And what says, by false, that it was. */
export const PASSED_FLAG = /^(is|was|has)?(pass|passed|safe|approved|allowed|compliant|clean)$/;
/** Where false means it. */
export const SAFE_FLAG =
	/^(is|was)?(image|content|output|picture)?(safe|sfw)$|^respects?moderation$/;
/** Texts that tell why a picture was filtered. */
export const FILTER_REASON =
	/^(finishreasons?|(rai)?(media)?filter(ed)?reasons?|moderationreasons?|block(ed)?reasons?|blur(red)?reasons?|safetyreasons?|stopreason)$/;
/** Of these, any words will do. */
export const OWN_FILTER_REASON =
	/^((rai)?(media)?filter(ed)?reasons?|block(ed)?reasons?|blur(red)?reasons?|safetyreasons?)$/;
/** What was found out about a picture, in a word. */
export const FILTER_VERDICT =
	/^(content|image|output|picture)?(safety|moderation|nsfw|contentfilter)(status|state|result|verdict|decision|action|outcome|label|rating|level|class)?$|^classification$|(audit|approv(e|al)|review|censor(ship)?|compliance)(status|state|result|verdict|decision|conclusion|suggestion)$/;
/** In an object about that, the name of the verdict. */
export const VERDICT_NAME = /^(status|state|result|verdict|decision|action|outcome)$/;
export const FILTER_VERDICT_WORDS =
	/^(?!.*\b(not|no|un)[ _-]?(flagged|blocked|rejected|filtered|censored|nsfw))[ _-]*(is[ _-])?(unsafe|nsfw|explicit|porn\w*|(flagged|block(ed)?|reject(ed)?|filtered|censored|blur(red)?|violated|violation|fail(ed)?)\b.*)/i;
/** Warnings that tell it in a sentence. */
export const NOTICE_FIELDS = ['warning', 'warnings', 'notice', 'notices'];
export const FILTERED_IN_WORDS =
	/(image|content|output|picture|result)s?\b.{0,40}\b(was|were|been|is|are) (\w+ )?(blurred|blanked|censored|filtered|blacked|replaced|moderated)|nsfw (content|image|concept)s?( was| were)? (detected|found|blurred)|potential(ly)? nsfw/i;
/** Of a picture that was not made, why it ended. */
export const END_FIELDS = ['finishreason', 'finishreasons', 'stopreason'];
export const FILTER_WORDS =
	/filter|moderat|safety|nsfw|censor|blocked|blurred|prohibit|recitation|sensitive|unsafe|flagged/i;

/** Events of a stream that bring a preview. */
export const EVENT_FIELDS = ['type', 'event', 'object'];
