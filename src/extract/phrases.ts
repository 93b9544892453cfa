/**
 * How a writer announces the final answer, language by language.
 *
 *     The final answer to the question is: $\boxed5$      故答案为：5      Ответ: 5
 *               noun ^     qualifier      ^ link           noun ^ link
 *
 * A noun counts with a link behind it: a colon, an equals sign, or a word of its language. Capital letters are listed,
 * not computed. To add a language, add a row; `test/fixtures/extraction.jsonl` wants an example and a near miss.
 */
export interface Phrases {
  readonly language: string
  readonly nouns: readonly string[]
  /** Words that link the noun with the answer. Behind a noun without spaces around it they need none either. */
  readonly links: readonly string[]
  /** Words that may begin a remark between noun and link: "the answer *to* the first question is". */
  readonly qualifiers?: readonly string[]
  /** Words in front of the noun, in its clause, that make it no announcement: "the *wrong* answer is", "*if* the answer is". */
  readonly denials?: readonly string[]
  /** What stands right in front of the noun where it is only a share of the answers, or a multiple of it: "one of the answers is". */
  readonly shares?: RegExp
  /** Only a choice letter may follow: 故选 B. */
  readonly choiceOnly?: boolean
}

export const phrases: readonly Phrases[] = [
  { language: 'ar', nouns: ['الإجابة', 'الجواب'], links: ['هو', 'هي'], qualifiers: ['النهائي', 'النهائية', 'الصحيحة'] },
  { language: 'cs', nouns: ['Odpověď', 'odpověď'], links: ['je'] },
  { language: 'da', nouns: ['Svaret', 'svaret'], links: ['er'] },
  {
    language: 'de',
    nouns: ['Antwort', 'Endergebnis'],
    links: ['ist', 'lautet', 'sind', 'lauten'],
    qualifiers: ['auf', 'der', 'für', 'zu', 'zur'],
  },
  { language: 'el', nouns: ['Απάντηση', 'απάντηση'], links: ['είναι'] },
  {
    language: 'en',
    nouns: ['ANSWER', 'Answer', 'answer'],
    links: ['are', 'be', 'equals', 'is', 'was'],
    qualifiers: [
      'choice',
      'for',
      'in',
      'key',
      'letter',
      'of',
      'option',
      'should',
      'then',
      'therefore',
      'thus',
      'to',
      'value',
      'we',
      'will',
      'would',
      'must',
      'here',
      'hence',
    ],
    denials: [
      'false',
      'if',
      'incorrect',
      "isn't",
      'never',
      'not',
      'opposite',
      'reciprocal',
      'unless',
      'unlikely',
      'unsure',
      'whether',
      'wrong',
    ],
    shares:
      /(?:^| )(?:double|half|one|part|some|third|triple|twice)(?: of)?(?: the| my| our| these| those)?(?: final| correct| possible)? $/,
  },
  { language: 'en', nouns: ['Choice', 'Option', 'choice', 'option'], links: ['is'], choiceOnly: true },
  {
    language: 'es',
    nouns: ['Respuesta', 'respuesta'],
    links: ['es', 'son', 'sería'],
    qualifiers: ['a', 'correcta', 'de', 'final', 'para'],
  },
  { language: 'fa', nouns: ['پاسخ', 'جواب'], links: [] },
  {
    language: 'fr',
    nouns: ['Réponse', 'réponse', 'Reponse'],
    links: ['est', 'sont', 'serait'],
    qualifiers: ['correcte', 'finale', 'pour', 'à'],
  },
  { language: 'he', nouns: ['התשובה', 'תשובה'], links: ['היא', 'הוא'] },
  { language: 'hi', nouns: ['उत्तर'], links: [] },
  {
    language: 'id',
    nouns: ['Jawaban', 'jawaban', 'Jawabannya', 'jawabannya'],
    links: ['adalah', 'ialah'],
    qualifiers: ['akhir', 'akhirnya', 'yang'],
  },
  { language: 'it', nouns: ['Risposta', 'risposta'], links: ['è', 'sono'], qualifiers: ['a', 'alla', 'corretta', 'finale'] },
  { language: 'ja', nouns: ['最終解答', '正解', '答え', '答', '解答'], links: ['が', 'は', 'を'] },
  { language: 'ko', nouns: ['정답', '답'], links: ['은', '는', '이'] },
  { language: 'nl', nouns: ['Antwoord', 'antwoord'], links: ['is', 'zijn', 'luidt'], qualifiers: ['op'] },
  { language: 'no', nouns: ['Svar'], links: ['er'] },
  { language: 'pl', nouns: ['Odpowiedź', 'odpowiedź', 'Odp'], links: ['to', 'jest', 'brzmi'] },
  { language: 'pt', nouns: ['Resposta', 'resposta'], links: ['é', 'são', 'seria'], qualifiers: ['correta', 'final', 'para'] },
  { language: 'ru', nouns: ['Ответ', 'ответ', 'ОТВЕТ', 'Ответом', 'ответом'], links: ['будет', 'есть', 'равен', 'является', 'это'] },
  { language: 'sv', nouns: ['Svaret', 'svaret'], links: ['är'] },
  { language: 'th', nouns: ['คำตอบ'], links: ['คือ', 'เป็น'] },
  { language: 'tr', nouns: ['Cevap', 'cevap', 'Yanıt', 'yanıt'], links: [] },
  { language: 'uk', nouns: ['Відповідь', 'відповідь'], links: ['є', 'це'] },
  { language: 'vi', nouns: ['Đáp án', 'đáp án', 'Đáp số', 'đáp số'], links: ['là'], qualifiers: ['cuối', 'đúng'] },
  {
    language: 'zh',
    nouns: ['最终结果', '最終答案', '答案'],
    denials: ['不正确', '不是', '假如', '假设', '如果', '并非', '若', '错误'],
    links: ['就是', '便是', '应该是', '应该为', '应是', '应为', '分别是', '分别为', '可能是', '是', '为', '為', '等于', '选择', '选'],
  },
  {
    language: 'zh',
    nouns: ['选项', '應選', '应选', '所以选', '故选', '因此选', '選項', '正确的是'],
    links: ['应该是', '应为', '是', '为', '择', ''],
    choiceOnly: true,
  },
]
