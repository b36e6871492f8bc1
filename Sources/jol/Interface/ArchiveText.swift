import RoadModel
import RoadStore

/// The result of a check for a person at a terminal.
enum ArchiveText {
    static func show(_ report: ArchiveReport) {
        func line(_ label: String, _ value: String) {
            Console.print(label.padded(to: 34) + value)
        }
        line(
            tr(
                "Received files hashed anew",
                ru: "Файлов сверено по SHA-256",
                kk: "Тексерілген файл"
            ),
            "\(Say.count(report.objects)) (\(Say.count(report.bytes)) "
                + tr("bytes", ru: "байт", kk: "байт") + ")"
        )
        if report.opened + report.sealed > 0 {
            line(
                tr("… of them sealed", ru: "… из них запечатано", kk: "… оның мөрленгені"),
                Say.count(report.opened + report.sealed)
                    + (report.sealed == 0
                        ? ""
                        : ", "
                            + tr(
                                "\(Say.count(report.sealed)) by their sealed form: no key here",
                                ru: "по печати, без ключа: \(Say.count(report.sealed))",
                                kk: "кілтсіз, мөрі бойынша: \(Say.count(report.sealed))"
                            ))
            )
        }
        if report.unsealed > 0 {
            line(
                tr("… not sealed yet", ru: "… ещё не запечатано", kk: "… әлі мөрленбеген"),
                Say.count(report.unsealed)
                    + tr(
                        ": 'jol archive seal' seals them",
                        ru: ": запечатает 'jol archive seal'",
                        kk: ": 'jol archive seal' мөрлейді"
                    )
            )
        }
        if report.erased > 0 {
            line(
                tr(
                    "Erased under retention",
                    ru: "Стёрто по сроку",
                    kk: "Мерзімі бойынша өшірілген"
                ),
                Say.count(report.erased)
            )
        }
        if report.networks > 0 {
            line(
                tr(
                    "Road maps and images hashed",
                    ru: "Карт и образов сетей сверено",
                    kk: "Тексерілген карта мен кескін"
                ),
                Say.count(report.networks)
            )
        }
        line(tr("Receipts", ru: "Квитанций", kk: "Түбіртек"), Say.count(report.receipts))
        line(
            tr("Rows digested anew", ru: "Строк сверено", kk: "Тексерілген жол"),
            Say.count(report.rows)
        )
        line(
            tr("Table states digested anew", ru: "Состояний таблиц", kk: "Кесте күйі"),
            Say.count(report.states)
        )
        line(
            tr("Ledger entries", ru: "Записей журнала", kk: "Журнал жазбасы"),
            Say.count(report.entries)
        )
        line(
            tr("Signed states", ru: "Подписанных состояний", kk: "Қол қойылған күй"),
            Say.count(report.checkpoints)
        )
        line(
            tr("Held against", ru: "Сверено с внешними", kk: "Сырттағымен салыстырылды"),
            Say.count(report.compared)
        )
        line(tr("Root", ru: "Корень", kk: "Түбір"), report.root)
        line(tr("Content", ru: "Содержание", kk: "Мазмұны"), report.contentSHA256)
        if report.clockWentBackwards > 0 {
            line(
                tr("Clock went backwards", ru: "Часы шли назад", kk: "Сағат кері жүрді"),
                Say.count(report.clockWentBackwards) + " [clock.backwards]"
            )
        }
        if report.unreferenced > 0 {
            line(
                tr("Files of no receipt", ru: "Файлов без квитанции", kk: "Түбіртексіз файл"),
                Say.count(report.unreferenced)
            )
        }
        for finding in report.findings {
            Console.print(
                "\(meaning(finding.code)) [\(finding.code.rawValue)]\n  \(finding.subject): "
                    + finding.detail
            )
        }
        Console.print(verdict(report))
    }

    private static func verdict(_ report: ArchiveReport) -> String {
        if report.isSound {
            return report.compared > 0
                ? tr(
                    "Sound: everything is as it was received and issued.",
                    ru: "Всё на месте: данные такие, какими были приняты и выданы.",
                    kk: "Бәрі дұрыс: деректер қабылданған және берілген қалпында."
                )
                : tr(
                    "Sound in itself. Whether the end was cut off only --against can tell.",
                    ru: "Внутренне цело. Не отрезан ли конец, покажет только --against.",
                    kk: "Іштей бүтін. Соңы кесілмегенін тек --against көрсетеді."
                )
        }
        let count = Say.count(report.findings.count)
        return tr(
            "NOT SOUND: \(count) findings. Keep this disk as it is and ask for a backup.",
            ru: "НАРУШЕНО: замечаний \(count). Сохраните диск как есть и возьмите копию.",
            kk: "БҰЗЫЛҒАН: ескерту \(count). Дискіні сол күйінде сақтап, көшірмені алыңыз."
        )
    }

    static func meaning(_ code: ArchiveFault) -> String {
        switch code {
        case .objectMissing:
            tr(
                "A received file is missing.",
                ru: "Принятый файл исчез.",
                kk: "Қабылданған файл жоқ."
            )
        case .objectChanged:
            tr(
                "A received file was changed.",
                ru: "Принятый файл изменён.",
                kk: "Қабылданған файл өзгертілген."
            )
        case .objectKept:
            tr(
                "A received file that was to be erased is still there.",
                ru: "Принятый файл, подлежащий стиранию, ещё на месте.",
                kk: "Өшірілуі тиіс қабылданған файл әлі орнында."
            )
        case .rowsChanged:
            tr(
                "Rows of a received file were changed.",
                ru: "Строки принятого файла изменены.",
                kk: "Қабылданған файл жолдары өзгертілген."
            )
        case .rowsUnaccounted:
            tr(
                "There are rows the ledger does not know, or fewer than it knows.",
                ru: "Есть строки, которых нет в журнале, или их меньше.",
                kk: "Журналда жоқ жолдар бар не олар аз."
            )
        case .stateChanged:
            tr(
                "A table was changed outside Jol.",
                ru: "Таблица изменена не программой.",
                kk: "Кесте бағдарламадан тыс өзгертілген."
            )
        case .entryDamaged:
            tr(
                "A ledger entry is damaged.",
                ru: "Запись журнала повреждена.",
                kk: "Журнал жазбасы бүлінген."
            )
        case .treeDamaged:
            tr(
                "The ledger's tree is damaged.",
                ru: "Дерево журнала повреждено.",
                kk: "Журнал ағашы бүлінген."
            )
        case .checkpointInvalid:
            tr(
                "A signed state does not hold.",
                ru: "Подписанное состояние не сходится.",
                kk: "Қол қойылған күй сәйкес емес."
            )
        case .ledgerCut:
            tr(
                "The end of the ledger was cut off.",
                ru: "Конец журнала отрезан.",
                kk: "Журналдың соңы кесілген."
            )
        case .ledgerRewritten:
            tr(
                "The ledger was rewritten.",
                ru: "Журнал переписан.",
                kk: "Журнал қайта жазылған."
            )
        case .issuedUnreadable:
            tr(
                "The file to hold it against is no whole receipt and no checkpoint.",
                ru: "Файл для сверки — не целая квитанция и не состояние журнала.",
                kk: "Салыстыратын файл — бүтін түбіртек те, журнал күйі де емес."
            )
        case .schemaChanged:
            tr(
                "The tables are defined differently.",
                ru: "Определения таблиц изменены.",
                kk: "Кестелердің анықтамасы өзгерген."
            )
        case .databaseDamaged:
            tr(
                "The database is damaged.",
                ru: "База данных повреждена.",
                kk: "Дерекқор бүлінген."
            )
        case .nothingChecked:
            tr("There was nothing to check.", ru: "Проверять нечего.", kk: "Тексеретін ештеңе жоқ.")
        }
    }
}
