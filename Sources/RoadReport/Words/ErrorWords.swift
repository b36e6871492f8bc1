package import RoadModel

/// What each error code means, and what to do.
package enum ErrorWords {
    /// What happened, one full sentence.
    package static func meaning(_ code: ErrorCode) -> LocalizedText {
        switch code {
        case .fileMissing:
            LocalizedText(
                kk: "Файл жоқ немесе оқылмайды.",
                ru: "Файла нет или он не читается.",
                en: "The file does not exist or cannot be read."
            )
        case .fileEmpty: LocalizedText(kk: "Файл бос.", ru: "Файл пуст.", en: "The file is empty.")
        case .formatUnknown:
            LocalizedText(
                kk: "Файл пішімі танылмады.",
                ru: "Формат файла не распознан.",
                en: "The file's format is not recognised."
            )
        case .formatVersion:
            LocalizedText(
                kk: "Пішімнің бұл нұсқасы оқылмайды.",
                ru: "Эта версия формата не читается.",
                en: "This version of the format cannot be read."
            )
        case .readerStopped:
            LocalizedText(
                kk: "Файлды оқу тоқтатылды.",
                ru: "Чтение файла остановлено.",
                en: "Reading the file was stopped."
            )
        case .formatDamaged:
            LocalizedText(kk: "Файл бүлінген.", ru: "Файл повреждён.", en: "The file is damaged.")
        case .encoding:
            LocalizedText(
                kk: "Мәтін UTF-8 кодтауында емес.",
                ru: "Текст не в кодировке UTF-8.",
                en: "The text is not UTF-8."
            )
        case .columnMissing:
            LocalizedText(
                kk: "Міндетті баған жоқ.",
                ru: "Нет обязательного столбца.",
                en: "A mandatory column is missing."
            )
        case .nothingAccepted:
            LocalizedText(
                kk: "Бірде-бір жазба қабылданбады.",
                ru: "Не принята ни одна запись.",
                en: "No record was accepted."
            )
        case .crsMissing:
            LocalizedText(
                kk: "Координаталар жүйесі көрсетілмеген.",
                ru: "Не указана система координат.",
                en: "No coordinate system is declared."
            )
        case .crsUnknown:
            LocalizedText(
                kk: "Координаталар жүйесі белгісіз немесе жарамсыз.",
                ru: "Система координат неизвестна или не подходит.",
                en: "The coordinate system is unknown or unsuitable."
            )
        case .geometryKind:
            LocalizedText(
                kk: "Геометрия түрі басқа.",
                ru: "Геометрия не того вида.",
                en: "The geometry is of the wrong kind."
            )
        case .workspaceMissing:
            LocalizedText(
                kk: "Мұнда жұмыс қалтасы жоқ.",
                ru: "Здесь нет рабочей папки.",
                en: "There is no workspace here."
            )
        case .workspaceExists:
            LocalizedText(
                kk: "Мұнда жұмыс қалтасы бұрыннан бар.",
                ru: "Рабочая папка здесь уже есть.",
                en: "There is a workspace here already."
            )
        case .workspaceVersion:
            LocalizedText(
                kk: "Жұмыс қалтасын Jol-дың басқа нұсқасы жазған.",
                ru: "Рабочая папка записана другой версией Jol.",
                en: "The workspace was written by another version of Jol."
            )
        case .workspaceBusy:
            LocalizedText(
                kk: "Жұмыс қалтасына басқа процесс жазып жатыр.",
                ru: "В рабочую папку пишет другой процесс.",
                en: "Another process is writing to the workspace."
            )
        case .networkMissing:
            LocalizedText(
                kk: "Жол картасы әлі енгізілмеген.",
                ru: "Карта дорог ещё не загружена.",
                en: "No road network has been imported yet."
            )
        case .networkImage:
            LocalizedText(
                kk: "Дайындалған жол картасы бүлінген немесе басқа нұсқаға жатады.",
                ru: "Подготовленная карта дорог повреждена или от другой версии.",
                en: "The compiled network is damaged or of another version."
            )
        case .networkEmpty:
            LocalizedText(
                kk: "Файлда жол жоқ.",
                ru: "В файле нет дорог.",
                en: "The input holds no road."
            )
        case .notFound:
            LocalizedText(
                kk: "Мұндай жазба табылмады.",
                ru: "Такой записи нет.",
                en: "There is no such record."
            )
        case .badArgument:
            LocalizedText(
                kk: "Параметр мәні қате.",
                ru: "Неверное значение параметра.",
                en: "An option's value is wrong."
            )
        case .outputExists:
            LocalizedText(
                kk: "Нәтиже файлы бұрыннан бар.",
                ru: "Файл результата уже есть.",
                en: "The output exists already."
            )
        case .insufficient:
            LocalizedText(
                kk: "Жауап беруге деректер жетпейді.",
                ru: "Для ответа не хватает данных.",
                en: "Too little is stored to answer."
            )
        case .componentMissing:
            LocalizedText(
                kk: "Қажетті құрамдас орнатылмаған.",
                ru: "Нужный компонент не установлен.",
                en: "A component is not installed."
            )
        case .io:
            LocalizedText(
                kk: "Оқу немесе жазу сәтсіз аяқталды.",
                ru: "Ошибка чтения или записи.",
                en: "Reading or writing failed."
            )
        case .diskFull:
            LocalizedText(
                kk: "Дискіде орын жоқ.",
                ru: "На диске нет места.",
                en: "The disk is full."
            )
        case .notPermitted:
            LocalizedText(
                kk: "Жүйе бұл әрекетке рұқсат бермейді.",
                ru: "Система не разрешает это действие.",
                en: "The system does not permit this."
            )
        case .verificationFailed:
            LocalizedText(
                kk: "Тексеру өтпеді.",
                ru: "Проверка не прошла.",
                en: "A check did not hold."
            )
        }
    }
}
