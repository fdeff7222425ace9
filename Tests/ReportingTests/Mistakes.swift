import Imbalance
import Reporting

/// A template with one mistake: what is reported stands from mark ① to mark ②.
struct Mistake: Sendable, CustomStringConvertible {
  let code: String
  /// Words that the message or its hint has.
  let says: String
  let text: String

  init(_ code: String, says: String, _ text: String) {
    self.code = code
    self.says = says
    self.text = text
  }

  var description: String { "\(code): \(says)" }

  /// Codes that only warn.
  static let warnings: Set = ["unused", "unknown-anchor"]

  /// Mistakes found by the check, each beside the sound directives of `Workshop.base`.
  static let found: [Mistake] = [
    // Directives
    Mistake("unknown-verb", says: "did you mean 'train'?", "```yaml {①trian②} x\na: 1\n```"),
    Mistake("unknown-verb", says: "verbs: load", "```yaml {①python②} x\n```"),
    Mistake("missing-name", says: "write {split} NAME", "```yaml {①split②}\ndata: d\n```"),
    Mistake("missing-subtype", says: "confusion", "```yaml {①plot②} fig-a\nfrom: s\n```"),
    Mistake(
      "unknown-subtype", says: "did you mean 'confusion'?",
      "```yaml {plot ①confusoin②} fig-a\nfrom: s\n```"),
    Mistake(
      "unknown-subtype", says: "stands alone", "```yaml {table ①big②} tbl-a\nfrom: s\n```"),
    Mistake(
      "duplicate-name", says: "defined twice",
      "```yaml {split} a\ndata: d\n```\n\n```yaml {load} ①a②\nfile: data.csv\ntarget: label\n```"),
    Mistake("reserved-name", says: "choose another", "```yaml {split} ①params②\ndata: d\n```"),
    Mistake(
      "unused", says: "leave the directive out", "```yaml {split} ①spare②\ndata: d\n```"),
    // Values without their backticks
    Mistake("bare-value", says: "a backtick before and after", "Recall is ①{=② s.m.recall }."),
    Mistake("bare-value", says: "between backticks", "- a `{= s.n}` and ①{=② s.n}"),
    Mistake(
      "bare-value", says: "did you mean '`{= s.m.recall }`'?", "Recall is ①{{ s.m.recall }}②."),
    Mistake("bare-value", says: "`{= s.m.recall }`", "- Recall: ①`{{s.m.recall | round(2)}}`②"),
    Mistake("bare-value", says: "`{= s.n }`", "# So ①`{python} s.n`② many"),
    Mistake("bare-value", says: "`{= s.n }`", "> As ①`r s.n`② says"),
    Mistake("bare-value", says: "`{= s.n }`", "In all ①${s.n}②, not {other.name} or `r x`"),
    Mistake(
      "unknown-name", says: "did you mean 'params.floor'?",
      "---\nparams: {floor: 0.5}\n---\n```yaml {assert} g\nthat: s.m.recall > ①floor②\n```"),
    // Its options are judged as those of what was meant.
    Mistake(
      "unknown-method", says: "did you mean 'random_forest'?",
      "```yaml {train} a\nmodel: ①RandomForestClassifier②\ndata: parts.train\nn_estimators: 10\n```"
    ),
    Mistake(
      "threshold-rule", says: "",
      "```yaml {train} a\nmodel: majority\ndata: parts.train\nthreshold: {rule: ①f1②, at_least: 0.5}\n```"
    ),
    Mistake(
      "unknown-subtype", says: "did you mean 'pr'?", "```yaml {plot ①pr_curve②}\nfrom: s\n```"),
    // Importances
    Mistake(
      "wrong-kind", says: "write 'parts.test'",
      "```yaml {importance} i\nmodel: m\non: ①parts②\n```"),
    Mistake(
      "wrong-kind", says: "judged on a test set",
      "```yaml {importance} i\nmodel: m\non: ①parts.train②\n```"),
    Mistake(
      "wrong-kind", says: "a trained model is needed",
      "```yaml {importance} i\nmodel: ①s②\non: parts.test\n```"),
    Mistake(
      "missing-option", says: "test set whose columns are shuffled",
      "```yaml {①importance②} i\nmodel: m\n```"),
    Mistake(
      "leakage", says: "judge it on 'parts.test'",
      "```yaml {split} other\ndata: d\n```\n\n```yaml {importance} i\nmodel: ①m②\non: other.test\n```"
    ),
    Mistake(
      "neutral-metric", says: "for example: metric: pr_auc",
      "```yaml {importance} i\nmodel: m\non: parts.test\nmetric: ①prevalence②\n```"),
    Mistake(
      "unknown-metric", says: "did you mean 'recall'?",
      "```yaml {importance} i\nmodel: m\non: parts.test\nmetric: ①recal②\n```"),
    Mistake(
      "missing-option", says: "add cost: {fn: 100, fp: 1}",
      "```yaml {importance} i\nmodel: m\non: parts.test\nmetric: ①cost②\n```"),
    Mistake(
      "option-range", says: "1000",
      "```yaml {importance} i\nmodel: m\non: parts.test\nrepeats: ①0②\n```"),
    // Descriptions
    Mistake(
      "wrong-kind", says: "write 'data: parts'", "```yaml {describe} q\ndata: ①parts.test②\n```"),
    Mistake(
      "wrong-kind", says: "a data set, a split or a training set",
      "```yaml {describe} q\ndata: ①m②\n```"),
    Mistake("missing-name", says: "write {describe} NAME", "```yaml {①describe②}\ndata: d\n```"),
    Mistake("missing-option", says: "What is looked into", "```yaml {①describe②} q\n```"),
    Mistake(
      "option-choice", says: "duplicate-rows",
      "```yaml {describe} q\ndata: d\nchecks: [①duplicates②]\n```"),
    Mistake(
      "option-range", says: "100", "```yaml {describe} q\ndata: d\nmax_rows: ①5②\n```"),
    Mistake(
      "contradicting-options", says: "leave it out",
      "```yaml {describe} q\ndata: d\nchecks: outliers\nmute: [①label-errors②]\n```"),
    Mistake(
      "unknown-value", says: "did you mean 'q.duplicates'?",
      "```yaml {describe} q\ndata: d\n```\n\n`{= q.①duplicate②}`"),
    Mistake(
      "wrong-kind", says: "findings, columns and label_errors",
      "```yaml {describe} q\ndata: d\n```\n\n```yaml {table} tbl-q\nfrom: q\nshow: ①classes②\n```"),
    // Options
    Mistake(
      "unknown-option", says: "did you mean 'caption'?",
      "```yaml {table} tbl-a\nfrom: s\n①captoin②: x\n```"),
    Mistake(
      "unknown-option", says: "train with model majority",
      "```yaml {train} a\nmodel: majority\ndata: parts.train\n①C②: 1\n```"),
    Mistake("missing-option", says: "needs the option 'from'", "```yaml {①table②} tbl-a\n```"),
    Mistake(
      "missing-option", says: "'parts.test'", "```yaml {①evaluate②} e\nmodels: m\n```"),
    Mistake(
      "missing-option", says: "what a false alarm (fp) costs",
      "```yaml {evaluate} e\nmodels: m\non: parts.test\ncost: ①{fn: 5}②\n```"),
    Mistake(
      "missing-option", says: "at least one model",
      "```yaml {predictions} p\nfile: scores.csv\ntarget: truth\nmodels: ①{}②\n```"),
    Mistake(
      "option-type", says: "not", "```yaml {table} tbl-a\nfrom: ①[s]②\n```"),
    Mistake(
      "option-type", says: "{method: smote, k_neighbors: 3}",
      "```yaml {resample} r\ndata: parts.train\nmethod: [①{k: 3}②]\n```"),
    Mistake(
      "option-type", says: "at least one method",
      "```yaml {resample} r\ndata: parts.train\nmethod: ①[]②\n```"),
    Mistake(
      "option-range", says: "takes", "```yaml {split} p\ndata: d\ntest: ①150%②\n```"),
    Mistake(
      "option-range", says: "rows to learn from",
      "```yaml {split} p\ndata: d\ntest: 60%\nvalidation: ①40%②\n```"),
    Mistake(
      "option-range", says: "k_neighbors",
      "```yaml {resample} r\ndata: parts.train\nmethod: smote\nk_neighbors: ①0②\n```"),
    Mistake(
      "option-choice", says: "error",
      "```yaml {assert} g\nthat: s.m.recall > 0\nseverity: ①fatal②\n```"),
    Mistake(
      "contradicting-options", says: "in one way",
      "```yaml {split} p\ndata: d\ngroup: site\ntime: ①year②\n```"),
    Mistake(
      "contradicting-options", says: "leave 'test' out",
      "```yaml {split} p\ndata: d\ncolumn: part\ntest: ①30%②\n```"),
    Mistake(
      "contradicting-options", says: "belongs to an evaluation",
      "```yaml {table} tbl-a\nfrom: d\nmetrics: ①[recall]②\n```"),
    // Generators
    Mistake(
      "missing-option", says: "'file'", "```yaml {①load②} e\ntarget: label\n```"),
    Mistake(
      "missing-option", says: "'target'", "```yaml {①load②} e\nfile: data.csv\n```"),
    Mistake(
      "contradicting-options", says: "belongs to a file",
      "```yaml {load} e\nfile: ①data.csv②\nsynthetic: {classes: {a: 5, b: 5}}\n```"),
    Mistake(
      "contradicting-options", says: "belongs to 'synthetic'",
      "```yaml {load} e\nfile: data.csv\ntarget: label\nrandom_state: ①3②\n```"),
    Mistake(
      "synthetic-classes", says: "at least two classes",
      "```yaml {load} e\nsynthetic: {classes: ①{a: 5}②}\n```"),
    Mistake(
      "synthetic-features", says: "at least 3 features",
      "```yaml {load} e\nsynthetic: {classes: {a: 5, b: 5, c: 5}, features: ①2②}\n```"),
    Mistake(
      "synthetic-size", says: "up to",
      "```yaml {load} e\nsynthetic: {classes: ①{a: 9000000, b: 5}②, features: 900}\n```"),
    Mistake(
      "option-range", says: "overlap",
      "```yaml {load} e\nsynthetic: {classes: {a: 5, b: 5}, overlap: ①2②}\n```"),
    Mistake(
      "unknown-option", says: "there is no option 'size'",
      "```yaml {load} e\nsynthetic: {classes: {a: 5, b: 5}, size: ①2②}\n```"),
    // Methods and metrics
    Mistake(
      "unknown-method", says: "did you mean 'smote'?",
      "```yaml {resample} r\ndata: parts.train\nmethod: ①smot②\n```"),
    Mistake(
      "unknown-method", says: "did you mean 'random_forest'?",
      "```yaml {train} a\nmodel: ①rf②\ndata: parts.train\n```"),
    Mistake(
      "unknown-method", says: "did you mean 'random_forest'?",
      "```yaml {train} a\nmodel: ①RandomForestClassifier②\ndata: parts.train\n```"),
    Mistake(
      "unknown-method", says: "did you mean 'edited_nearest_neighbours'?",
      "```yaml {resample} r\ndata: parts.train\nmethod: ①EditedNearestNeighbors②\n```"),
    Mistake(
      "unknown-metric", says: "did you mean 'mcc'?",
      "```yaml {table} tbl-a\nfrom: s\nmetrics: [①matthews_corrcoef②]\n```"),
    Mistake(
      "unknown-metric", says: "did you mean 'f1'?",
      "```yaml {table} tbl-a\nfrom: s\nmetrics: [①f1_score②]\n```"),
    Mistake(
      "wrong-kind", says: "there is no table 'fit'",
      "```yaml {table} tbl-a\nfrom: s\nshow: ①fit②\n```"),
    Mistake(
      "contradicting-options", says: "belongs to the table 'scores', not to 'rows'",
      "```yaml {table} tbl-a\nfrom: s\nshow: rows\nsort: ①mcc②\n```"),
    Mistake(
      "unknown-method", says: "there are",
      "```yaml {train} a\nmodel: ①quantum②\ndata: parts.train\n```"),
    Mistake(
      "unknown-metric", says: "did you mean 'pr_auc'?",
      "```yaml {table} tbl-a\nfrom: s\nmetrics: [recall, ①auprc②]\n```"),
    Mistake(
      "unknown-metric", says: "did you mean 'recall'?",
      "```yaml {plot paradox} fig-a\nfrom: s\nmetrics: ①recal②\n```"),
    Mistake(
      "unknown-metric", says: "metrics: accuracy",
      "```yaml {evaluate} e\nmodels: m\non: parts.test\nmetrics: [①zzz②]\n```"),
    Mistake("unknown-metric", says: "mcc", "```yaml {table} tbl-a\nfrom: s\nsort: ①mc②\n```"),
    Mistake(
      "threshold-rule", says: "",
      "```yaml {train} a\nmodel: majority\ndata: parts.train\nthreshold: ①best②\n```"),
    Mistake(
      "missing-cost", says: "cost",
      "```yaml {train} a\nmodel: majority\ndata: parts.train\nthreshold: ①cost②\n```"),
    Mistake(
      "cost-order", says: "",
      "```yaml {train} a\nmodel: majority\ndata: parts.train\nthreshold: cost\ncost: ①{fn: 0, fp: 0}②\n```"
    ),
    Mistake(
      "unknown-option", says: "fn is a miss",
      "```yaml {evaluate} e\nmodels: m\non: parts.test\ncost: {fn: 1, fp: 1, miss: ①2②}\n```"),
    Mistake(
      "unknown-model", says: "'models' does not",
      "```yaml {predictions} p\nfile: scores.csv\ntarget: truth\nmodels: {a: old}\nthreshold: {b: ①0.3②}\n```"
    ),
    // Names and kinds
    Mistake("unknown-name", says: "did you mean 's'?", "```yaml {table} tbl-a\nfrom: ①S②\n```"),
    Mistake(
      "unknown-name", says: "defined names", "```yaml {table} tbl-a\nfrom: ①nothing_like_it②\n```"),
    Mistake(
      "unknown-part", says: "did you mean 'parts.train'?",
      "```yaml {train} a\nmodel: majority\ndata: ①parts.trian②\n```"),
    Mistake("unknown-part", says: "no parts", "```yaml {table} tbl-a\nfrom: ①m.train②\n```"),
    Mistake(
      "resample-before-split", says: "write 'parts.train'",
      "```yaml {resample} r\ndata: ①d②\nmethod: smote\n```"),
    Mistake(
      "wrong-kind", says: "samplers change, training sets only",
      "```yaml {resample} r\ndata: ①parts.test②\nmethod: smote\n```"),
    Mistake(
      "wrong-kind", says: "samplers change, training sets only",
      "```yaml {resample} r\ndata: ①parts.validation②\nmethod: smote\n```"),
    Mistake(
      "wrong-kind", says: "write 'parts.train'",
      "```yaml {train} a\nmodel: majority\ndata: ①parts②\n```"),
    Mistake(
      "wrong-kind", says: "which no model has seen",
      "```yaml {evaluate} e\nmodels: m\non: ①parts.train②\n```"),
    Mistake(
      "wrong-kind", says: "which no model has seen",
      "```yaml {evaluate} e\nmodels: m\non: ①parts.validation②\n```"),
    Mistake(
      "wrong-kind", says: "only models are evaluated",
      "```yaml {evaluate} e\nmodels: [①parts②]\non: parts.test\n```"),
    Mistake(
      "wrong-kind", says: "a roc plot shows", "```yaml {plot roc} fig-a\nfrom: ①parts.test②\n```"),
    Mistake("wrong-kind", says: "a table shows", "```yaml {table} tbl-a\nfrom: ①tbl-s②\n```"),
    Mistake(
      "wrong-kind", says: "never on a test set",
      "```yaml {train} a\nmodel: majority\ndata: parts.train\nthreshold: {rule: f1, on: ①parts.train②}\n```"
    ),
    Mistake(
      "threshold-on-test", says: "flatter",
      "```yaml {train} a\nmodel: majority\ndata: parts.train\nthreshold: {rule: f1, on: ①parts.test②}\n```"
    ),
    Mistake(
      "calibration-on-test", says: "flatter",
      "```yaml {train} a\nmodel: logistic_regression\ndata: parts.train\ncalibrate: {method: platt, on: ①parts.test②}\n```"
    ),
    Mistake(
      "contradicting-options", says: "class shares alone",
      "```yaml {train} a\nmodel: logistic_regression\ndata: parts.train\ncalibrate: {method: prior, on: ①parts.validation②}\n```"
    ),
    Mistake(
      "unknown-method", says: "did you mean 'isotonic'?",
      "```yaml {train} a\nmodel: logistic_regression\ndata: parts.train\ncalibrate: ①isotnic②\n```"),
    Mistake(
      "threshold-rule", says: "alerts <= 200",
      "```yaml {train} a\nmodel: logistic_regression\ndata: parts.train\nthreshold: ①alerts <= 150%②\n```"
    ),
    Mistake(
      "missing-cost", says: "cost: {fn: 100, fp: 1}",
      "```yaml {train} a\nmodel: logistic_regression\ndata: parts.train\nthreshold: ①bayes②\n```"),
    Mistake(
      "wrong-kind", says: "importance plot shows a model",
      "```yaml {plot importance} fig-a\nfrom: ①s②\n```"),
    Mistake(
      "leakage", says: "judge it on 'parts.test'",
      "```yaml {split} again\ndata: d\n```\n\n```yaml {evaluate} e\nmodels: [①m②]\non: again.test\n```"
    ),
    Mistake(
      "leakage", says: "another split",
      "```yaml {load} twin\nfile: ./data.csv\ntarget: label\n```\n\n```yaml {split} again\ndata: twin\n```\n\n```yaml {evaluate} e\nmodels: [①m②]\non: again.test\n```"
    ),
    Mistake(
      "leakage", says: "another split",
      "---\nparams: {f: data.csv}\n---\n\n```yaml {load} twin\nfile: $params.f\ntarget: label\n```\n\n```yaml {split} again\ndata: twin\n```\n\n```yaml {evaluate} e\nmodels: [①m②]\non: again.test\n```"
    ),
    Mistake(
      "mixed-rows", says: "an evaluation of their own",
      "```yaml {predictions} p\nfile: scores.csv\ntarget: truth\nmodels: {old: old}\n```\n\n```yaml {evaluate} e\nmodels: ①[m, p]②\non: parts.test\n```"
    ),
    Mistake(
      "duplicate-name", says: "two models named 'm'",
      "```yaml {evaluate} e\nmodels: ①[m, m]②\non: parts.test\n```"),
    Mistake(
      "cycle", says: "must not depend on themselves",
      "```yaml {①resample②} a\ndata: b\nmethod: smote\n```\n\n```yaml {resample} b\ndata: a\nmethod: smote\n```"
    ),
    Mistake(
      "cycle", says: "'a' reads 'a'", "```yaml {①resample②} a\ndata: a\nmethod: smote\n```"),
    // Columns and files
    Mistake(
      "unknown-column", says: "did you mean 'label'?",
      "```yaml {load} a\nfile: data.csv\ntarget: ①lable②\n```"),
    Mistake(
      "unknown-column", says: "its columns: x",
      "```yaml {load} a\nfile: data.csv\ntarget: label\ndrop: [x, ①zzz②]\n```"),
    Mistake(
      "unknown-column", says: "did you mean 'site'?",
      "```yaml {split} p\ndata: d\ngroup: ①sit②\n```"),
    Mistake(
      "unknown-column", says: "its columns",
      "```yaml {predictions} p\nfile: scores.csv\ntarget: truth\nmodels: {a: ①none②}\n```"),
    Mistake(
      "file-not-found", says: "", "```yaml {load} a\nfile: ①nothing.csv②\ntarget: label\n```"),
    Mistake(
      "outside-root", says: "--root", "```yaml {load} a\nfile: ①/etc/passwd②\ntarget: x\n```"),
    Mistake(
      "outside-root", says: "", "```yaml {load} a\nfile: ①../../etc/passwd②\ntarget: label\n```"),
    Mistake("outside-root", says: "", "```yaml {load} a\nfile: ①link.csv②\ntarget: label\n```"),
    Mistake(
      "outside-root", says: "", "```yaml {load} a\nfile: ①linked/secret.csv②\ntarget: label\n```"),
    Mistake(
      "outside-root", says: "",
      "```yaml {predictions} a\nfile: ①linked/secret.csv②\ntarget: label\nmodels: {a: x}\n```"),
    Mistake("not-a-file", says: "", "```yaml {load} a\nfile: ①sub②\ntarget: label\n```"),
    // Values
    Mistake("unknown-name", says: "did you mean 'params'?", "`{= ①param②.x}`"),
    Mistake("unknown-value", says: "did you mean 's.m.recall'?", "`{= s.m.①recal② | pct}`"),
    Mistake("unknown-value", says: "it has train", "`{= parts.①holdout②.rows}`"),
    Mistake("unknown-value", says: "params.NAME", "`{= ①params②}`"),
    Mistake("unknown-parameter", says: "declares no parameter", "`{= params.①x②}`"),
    Mistake(
      "unknown-parameter", says: "did you mean '$params.data'?",
      "---\nparams: {data: data.csv}\n---\n\n```yaml {load} a\nfile: ①$params.dta②\ntarget: label\n```"
    ),
    Mistake(
      "parameter-path", says: "$params.NAME",
      "```yaml {load} a\nfile: ①$params.data.x②\ntarget: label\n```"),
    Mistake("not-a-value", says: "add one of its parts", "`{= ①s②}`"),
    Mistake("expression-type", says: "not text", "`{= ①d.positive② * 2}`"),
    Mistake("expression-type", says: "values of one kind", "`{= d.positive == ①3②}`"),
    Mistake("expression-type", says: "true or false", "`{= not ①d.rows②}`"),
    Mistake(
      "expression-type", says: "a gate's condition", "```yaml {assert} g\nthat: ①s.m.recall②\n```"),
    Mistake("unknown-filter", says: "did you mean 'pct'?", "`{= d.rows | ①pc②}`"),
    Mistake("filter-arguments", says: "no argument", "`{= d.rows | ①int②(2)}`"),
    Mistake("filter-arguments", says: "from 0 to 9", "`{= d.rows | num(①12②)}`"),
    Mistake("filter-type", says: "takes a number", "`{= d.positive | ①pct②}`"),
    Mistake("unknown-reference", says: "did you mean '@tbl-s'?", "See ①@tbl-x②."),
    Mistake("unknown-reference", says: "{#sec-a}", "See ①@sec-a②."),
    Mistake("unknown-anchor", says: "did you mean '#tbl-s'?", "See ①[it](#tbl-x)②."),
    Mistake("unknown-anchor", says: "{#sec-a}", "# One\n\n[1](#one), ①[2](#two-and-a-half)②."),
    Mistake(
      "unknown-anchor", says: "did you mean '#one'?", "# One\n\n①[2][x]②.\n\n[x]: #on \"t\"\n"),
    Mistake(
      "unknown-value", says: "did you mean",
      "```yaml {assert} g\nthat: s.m.recall > 0\nmessage: \"Only `{= s.m.①recal② | pct}`.\"\n```"),
    Mistake(
      "unknown-value", says: "did you mean",
      "```yaml {table} tbl-a\nfrom: s\ncaption: \"Only `{= s.m.①recal② | pct}`.\"\n```"),
    // Front matter
    Mistake("unknown-key", says: "did you mean 'title'?", "---\n①titel②: x\n---\n"),
    Mistake("unknown-key", says: "'report' has no key", "---\nreport: {①tock②: true}\n---\n"),
    Mistake(
      "unknown-finding", says: "did you mean 'IR003'?",
      "---\nreport: {mute: [①few_positives②]}\n---\n"),
    Mistake("option-type", says: "seed", "---\nseed: ①soon②\n---\n"),
    Mistake("parameter-kind", says: "its default tells", "---\nparams: {a: ①{b: 1}②}\n---\n"),
    Mistake("parameter-kind", says: "its default tells", "---\nparams: {a: ①[1, [2]]②}\n---\n"),
    Mistake("parameter-kind", says: "a mapping from names", "---\nparams: ①[1, 2]②\n---\n"),
  ]
}
