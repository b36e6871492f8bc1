import RoadPipeline

/// A calibration in words and tables.
enum CalibrationText {
    static func text(_ found: PointCalibration) -> String {
        var lines = [
            tr(
                "\(Say.count(found.used)) of \(Say.count(found.points)) points used",
                ru: "использовано точек: \(Say.count(found.used)) из \(Say.count(found.points))",
                kk: "\(Say.count(found.points)) нүктенің \(Say.count(found.used)) пайдаланылды"
            )
        ]
        if found.truthMissing > 0 {
            lines.append(
                tr(
                    "true line not on the network: \(Say.count(found.truthMissing))",
                    ru: "истинной линии нет в сети: \(Say.count(found.truthMissing))",
                    kk: "шын сызық желіде жоқ: \(Say.count(found.truthMissing))"
                )
            )
        }
        var table = TerminalTable([
            (tr("Constant", ru: "Параметр", kk: "Параметр"), .left),
            (tr("before", ru: "было", kk: "бұрын"), .right),
            (tr("found", ru: "найдено", kk: "табылды"), .right),
            (tr("95 % interval", ru: "95%-й интервал", kk: "95 % аралық"), .left),
        ])
        for estimate in found.estimates {
            var interval = tr("not learnt", ru: "не определяется", kk: "анықталмайды")
            if let low = estimate.low, let high = estimate.high {
                interval = "\(Say.decimal(low, 4)) … \(Say.decimal(high, 4))"
            }
            table.add([
                estimate.name, Say.decimal(estimate.before, 4), Say.decimal(estimate.value, 4),
                interval,
            ])
        }
        lines += ["", table.text, ""]
        var quality = TerminalTable([
            ("", .left),
            (tr("log likelihood", ru: "лог. правдоподобие", kk: "лог. шындыққа ұқсастық"), .right),
            (tr("per point", ru: "на точку", kk: "нүктеге"), .right),
            (tr("right", ru: "верно", kk: "дұрыс"), .right),
            (tr("calibration error", ru: "ошибка калибровки", kk: "калибрлеу қатесі"), .right),
        ])
        let rows: [(String, PointCalibration.Quality?)] = [
            (tr("before", ru: "было", kk: "бұрын"), found.before),
            (tr("found", ru: "найдено", kk: "табылды"), found.after),
            (
                tr(
                    "other half's constants",
                    ru: "по параметрам другой половины",
                    kk: "екінші жартының параметрлерімен"
                ), found.heldOut
            ),
        ]
        for (name, entry) in rows {
            guard let entry else { continue }
            quality.add([
                name, Say.decimal(entry.logLikelihood, 1), Say.decimal(entry.perPoint, 4),
                entry.accuracy.map { Say.percent($0) } ?? "–",
                entry.calibrationError.map { Say.decimal($0, 4) } ?? "–",
            ])
        }
        lines.append(quality.text)
        lines.append(
            tr(
                "Priors about the defaults are part of estimates and intervals: they decide where "
                    + "the points say little.",
                ru: "В оценки и интервалы входят априорные распределения вокруг значений по "
                    + "умолчанию: где точки говорят мало, решают они.",
                kk: "Бағалаулар мен аралықтарға әдепкі мәндер маңындағы априорлық үлестірімдер "
                    + "кіреді: нүктелер аз айтқан жерде солар шешеді."
            )
        )
        lines.append(
            found.hasTruth
                ? tr(
                    "Intervals treat points as independent; points of one journey are not, so "
                        + "they are too narrow for dense tracks.",
                    ru: "Интервалы считают точки независимыми; точки одной поездки зависимы, и для "
                        + "плотных треков интервалы слишком узки.",
                    kk:
                        "Аралықтар нүктелерді тәуелсіз деп есептейді; бір сапардың нүктелері тәуелді, "
                        + "сондықтан тығыз тректерде аралық тым тар."
                )
                : tr(
                    "Without the columns way,u,v only the laws of the errors can be found; weights "
                        + "and temperature stay as they were.",
                    ru: "Без столбцов way,u,v находятся только законы ошибок; веса и температура "
                        + "остаются прежними.",
                    kk:
                        "way,u,v бағандарынсыз тек қате заңдары табылады; салмақтар мен температура "
                        + "өзгермейді."
                )
        )
        return lines.joined(separator: "\n")
    }

    static func csv(_ found: PointCalibration) -> String {
        var lines = ["constant,before,value,low,high"]
        for estimate in found.estimates {
            let ends = [estimate.low, estimate.high].map { $0.map { "\($0)" } ?? "" }
            lines.append(
                "\(estimate.name),\(estimate.before),\(estimate.value),\(ends[0]),\(ends[1])"
            )
        }
        return lines.joined(separator: "\n")
    }
}
