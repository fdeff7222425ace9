/// What methods and metrics are called elsewhere, so that a habit gets an answer.
enum OtherNames {
  /// The name here of what another tool calls `name`, when it is among `names`.
  ///
  /// Spelling does not matter: `RandomForestClassifier`, `random-forest` and `randomForest` are
  /// the same word.
  static func ours(for name: String, among names: [String]) -> String? {
    let word = folded(name)
    for candidate in [word] + endings.compactMap({ dropping($0, from: word) }) {
      if let same = names.first(where: { folded($0) == candidate }) { return same }
      if let known = elsewhere.first(where: { $0.word == candidate })?.ours.first(
        where: names.contains)
      {
        return known
      }
    }
    return nil
  }

  /// The option here of what another tool calls `name`, when it is among `names`.
  static func option(for name: String, among names: [String]) -> String? {
    let word = folded(name)
    return options.first { $0.word == word }?.ours.first(where: names.contains)
  }

  /// Folded names of options elsewhere, and what they are here.
  private static let options: [(word: String, ours: [String])] = [
    ("cv", ["folds"]), ("nsplits", ["folds"]), ("nfolds", ["folds"]), ("kfold", ["folds"]),
    ("nrepeats", ["repeats"]), ("scoring", ["metrics", "metric", "by"]), ("groups", ["group"]),
    ("metric", ["metrics", "by"]), ("testsize", ["test"]), ("validationsize", ["validation"]),
    ("k", ["k_neighbors", "n_neighbors"]), ("seed", ["random_state"]),
    ("ratio", ["sampling_strategy"]), ("poslabel", ["positive"]), ("label", ["target"]),
    ("y", ["target"]), ("path", ["file"]), ("dataset", ["data"]), ("on", ["data", "from"]),
    ("data", ["from", "on"]), ("estimators", ["models"]), ("estimator", ["model"]),
    ("sampler", ["resample", "method"]), ("weights", ["class_weight"]),
    ("costmatrix", ["cost"]), ("categoricalfeatures", ["categorical"]),
    ("ntrees", ["n_estimators", "max_iter"]), ("numleaves", ["max_leaf_nodes"]),
    ("reglambda", ["l2_regularization"]), ("eta", ["learning_rate"]),
  ]

  /// Letters and digits only, in lower case.
  private static func folded(_ name: String) -> String {
    String(name.lowercased().filter { $0.isLetter || $0.isNumber })
  }

  private static func dropping(_ ending: String, from word: String) -> String? {
    word.hasSuffix(ending) && word.count > ending.count ? String(word.dropLast(ending.count)) : nil
  }

  private static let endings = ["classifier", "sampler", "sampling", "score", "loss", "threshold"]

  /// Folded names and what they are here, the most likely first.
  private static let elsewhere: [(word: String, ours: [String])] = [
    ("prcurve", ["pr"]), ("precisionrecallcurve", ["pr"]), ("precisionrecall", ["pr"]),
    ("roccurve", ["roc"]), ("confusionmatrix", ["confusion"]), ("gains", ["gain"]),
    ("calibrationcurve", ["calibration"]), ("reliability", ["calibration"]),
    ("reliabilitydiagram", ["calibration"]), ("featureimportance", ["importance"]),
    ("permutationimportance", ["importance"]), ("histogram", ["scores", "class_balance"]),
    ("liftcurve", ["lift"]), ("detcurve", ["det"]), ("decisioncurve", ["decision"]),
    ("netbenefit", ["decision"]), ("boxplot", ["cv"]),
    ("logistic", ["logistic_regression"]), ("logit", ["logistic_regression"]),
    ("logisticregressioncv", ["logistic_regression"]), ("lr", ["logistic_regression"]),
    ("glm", ["logistic_regression"]), ("ridge", ["logistic_regression"]),
    ("lasso", ["logistic_regression"]), ("sgd", ["logistic_regression", "linear_svm"]),
    ("perceptron", ["linear_svm"]), ("svm", ["linear_svm"]), ("svc", ["linear_svm"]),
    ("linearsvc", ["linear_svm"]), ("rf", ["random_forest"]), ("forest", ["random_forest"]),
    ("et", ["extra_trees"]), ("tree", ["decision_tree"]), ("cart", ["decision_tree"]),
    ("rpart", ["decision_tree"]), ("dummy", ["majority"]), ("baseline", ["majority"]),
    ("mostfrequent", ["majority"]), ("knn", ["nearest_neighbours"]),
    ("kneighbors", ["nearest_neighbours"]), ("kneighbours", ["nearest_neighbours"]),
    ("nearestneighbors", ["nearest_neighbours"]), ("gaussiannb", ["gaussian_naive_bayes"]),
    ("naivebayes", ["gaussian_naive_bayes"]), ("nb", ["gaussian_naive_bayes"]),
    ("lineardiscriminantanalysis", ["lda"]), ("quadraticdiscriminantanalysis", ["qda"]),
    ("xgboost", ["hist_gradient_boosting"]), ("xgb", ["hist_gradient_boosting"]),
    ("lightgbm", ["hist_gradient_boosting"]), ("lgbm", ["hist_gradient_boosting"]),
    ("lgb", ["hist_gradient_boosting"]), ("catboost", ["hist_gradient_boosting"]),
    ("gbm", ["hist_gradient_boosting"]), ("gradientboosting", ["hist_gradient_boosting"]),
    ("boosting", ["hist_gradient_boosting"]), ("neuralnetwork", ["mlp"]), ("nn", ["mlp"]),
    ("brf", ["balanced_random_forest"]), ("enn", ["edited_nearest_neighbours"]),
    ("renn", ["repeated_edited_nearest_neighbours"]),
    ("editednearestneighbors", ["edited_nearest_neighbours"]),
    ("ncr", ["neighbourhood_cleaning_rule"]), ("ncl", ["neighbourhood_cleaning_rule"]),
    ("neighborhoodcleaningrule", ["neighbourhood_cleaning_rule"]),
    ("cnn", ["condensed_nearest_neighbour"]),
    ("condensednearestneighbor", ["condensed_nearest_neighbour"]),
    ("oss", ["one_sided_selection"]), ("iht", ["instance_hardness_threshold"]),
    ("tomek", ["tomek_links"]), ("tomeklink", ["tomek_links"]), ("ros", ["random_over"]),
    ("oversample", ["random_over"]), ("over", ["random_over"]), ("randomover", ["random_over"]),
    ("rose", ["random_over"]), ("upsample", ["random_over"]), ("rus", ["random_under"]),
    ("undersample", ["random_under"]), ("under", ["random_under"]),
    ("downsample", ["random_under"]), ("borderline", ["borderline_smote"]),
    ("rocaucovr", ["roc_auc_macro"]), ("auprg", ["pr_gain_auc"]), ("recallatk", ["recall_at"]),
    ("precisionatk", ["precision_at"]), ("brierskill", ["d2_brier"]), ("pauc", ["partial_auc"]),
    ("smotecategorical", ["smote_nc"]), ("auc", ["roc_auc"]), ("auroc", ["roc_auc"]),
    ("aucroc", ["roc_auc"]), ("rocauc", ["roc_auc"]), ("gini", ["roc_auc"]), ("ap", ["pr_auc"]),
    ("averageprecision", ["pr_auc"]), ("auprc", ["pr_auc"]), ("aucpr", ["pr_auc"]),
    ("f1macro", ["f1_macro"]), ("fscore", ["f1"]), ("f", ["f1"]), ("acc", ["accuracy"]),
    ("sensitivity", ["recall"]), ("tpr", ["recall"]), ("truepositiverate", ["recall"]),
    ("hitrate", ["recall"]), ("ppv", ["precision"]),
    ("positivepredictivevalue", ["precision"]), ("tnr", ["specificity"]),
    ("selectivity", ["specificity"]), ("negativepredictivevalue", ["npv"]),
    ("falsepositiverate", ["fpr", "specificity"]), ("falsenegativerate", ["fnr", "recall"]),
    ("informedness", ["youden_j"]), ("youden", ["youden_j", "youden"]), ("j", ["youden_j"]),
    ("bac", ["balanced_accuracy"]), ("bacc", ["balanced_accuracy"]),
    ("matthewscorrcoef", ["mcc"]), ("matthews", ["mcc"]), ("phi", ["mcc"]),
    ("cohenkappa", ["kappa"]), ("cohenskappa", ["kappa"]), ("gmean", ["g_mean"]),
    ("geometricmean", ["g_mean"]), ("brier", ["brier"]), ("crossentropy", ["log_loss"]),
    ("logloss", ["log_loss"]), ("calibrationerror", ["ece"]),
    ("expectedcalibrationerror", ["ece"]), ("support", ["positives"]),
    ("sigmoid", ["platt"]), ("isotonicregression", ["isotonic"]), ("priors", ["prior"]),
  ]
}
