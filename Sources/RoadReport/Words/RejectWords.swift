package import RoadModel

/// What each reason for setting a record aside means, and what to do.
package enum RejectWords {
    /// What was wrong, one clause without a full stop.
    package static func meaning(_ reason: RejectReason) -> LocalizedText {
        switch reason {
        case .fieldCount:
            LocalizedText(
                kk: "жолдағы өріс саны тақырыптағыдан өзгеше",
                ru: "в строке не столько полей, сколько в заголовке",
                en: "the row has more or fewer fields than the header"
            )
        case .unterminatedQuote:
            LocalizedText(
                kk: "тырнақша жабылмаған",
                ru: "кавычка не закрыта",
                en: "a quote never ends"
            )
        case .missingField:
            LocalizedText(
                kk: "міндетті өріс бос",
                ru: "обязательное поле пусто",
                en: "a mandatory field is empty"
            )
        case .notANumber:
            LocalizedText(
                kk: "сан оқылмады",
                ru: "число не читается",
                en: "a number could not be read"
            )
        case .badTime:
            LocalizedText(
                kk: "күн немесе уақыт оқылмады",
                ru: "дата или время не читаются",
                en: "a date or time could not be read"
            )
        case .timeWithoutZone:
            LocalizedText(
                kk: "уақыттың белдеуі белгісіз",
                ru: "у времени не указан часовой пояс",
                en: "a time has no time zone"
            )
        case .timeTwice:
            LocalizedText(
                kk: "сағат кері жылжытылып, бұл уақыт екі рет болған",
                ru: "часы переводили назад, это время наступало дважды",
                en: "clocks went back and showed this time twice"
            )
        case .futureTime:
            LocalizedText(
                kk: "күні файл түскеннен кейінгі уақыт",
                ru: "дата позже получения файла",
                en: "a date lies after the file was received"
            )
        case .coordinateRange:
            LocalizedText(
                kk: "координата мүмкін шектен тыс",
                ru: "координата вне допустимых пределов",
                en: "a coordinate is out of range"
            )
        case .coordinatesSwapped:
            LocalizedText(
                kk: "ендік пен бойлық орындары ауысқан",
                ru: "широта и долгота переставлены",
                en: "latitude and longitude are swapped"
            )
        case .coordinateZero:
            LocalizedText(
                kk: "координаталар 0; 0, яғни орын жазылмаған",
                ru: "координаты 0; 0, то есть место не записано",
                en: "the coordinates are 0, 0, which means none"
            )
        case .coordinateMinutes:
            LocalizedText(
                kk: "градустың ондық бөлігінің орнына минут пен секунд жазылған",
                ru: "вместо долей градуса записаны минуты и секунды",
                en: "minutes and seconds stand where decimals of a degree should"
            )
        case .coordinateSign:
            LocalizedText(
                kk: "координатаның таңбасы қате",
                ru: "знак координаты потерян или лишний",
                en: "a coordinate has lost its sign or has one too many"
            )
        case .outsideNetwork:
            LocalizedText(
                kk: "орын жол желісінен тыс",
                ru: "место вне дорожной сети",
                en: "the place lies outside the road network"
            )
        case .outsideRegion:
            LocalizedText(
                kk: "орын карточкадағы облыстан тыс",
                ru: "место вне области, указанной в карточке",
                en: "the place lies outside the region that the card names"
            )
        case .ageRange:
            LocalizedText(
                kk: "жасы мүмкін емес",
                ru: "невозможный возраст",
                en: "an age is impossible"
            )
        case .unknownRecord:
            LocalizedText(
                kk: "мұндай жазба жоқ",
                ru: "такой записи нет",
                en: "there is no such record"
            )
        case .speedRange:
            LocalizedText(
                kk: "жылдамдық мүмкін емес",
                ru: "невозможная скорость",
                en: "the speed is impossible"
            )
        case .unknownCode:
            LocalizedText(
                kk: "код тізімде жоқ",
                ru: "кода нет в списке",
                en: "a code is not in its list"
            )
        case .countRange:
            LocalizedText(
                kk: "адам саны мүмкін емес",
                ru: "невозможное число людей",
                en: "a number of people is impossible"
            )
        case .severityMismatch:
            LocalizedText(
                kk: "қаза тапқандар мен жараланғандар ауырлық дәрежесіне қайшы",
                ru: "погибшие и раненые противоречат тяжести",
                en: "killed and injured contradict the severity"
            )
        case .encoding:
            LocalizedText(
                kk: "мәтін кодтауы басқа",
                ru: "другая кодировка текста",
                en: "the text is in another encoding"
            )
        case .malformedRecord:
            LocalizedText(
                kk: "журнал жазбасы бүлінген",
                ru: "запись журнала повреждена",
                en: "a record of the log is damaged"
            )
        case .truncatedRecord:
            LocalizedText(
                kk: "журнал жазбасы соңында үзілген",
                ru: "запись журнала обрывается",
                en: "a record of the log breaks off"
            )
        }
    }

    /// What to do, one full sentence.
    package static func remedy(_ reason: RejectReason) -> LocalizedText {
        switch reason {
        case .fieldCount, .unterminatedQuote:
            LocalizedText(
                kk: "Файлды бастапқы жүйеден қайта шығарыңыз; бөлгіш пен тырнақшаларды тексеріңіз.",
                ru: "Выгрузите файл заново из исходной системы; проверьте разделитель и кавычки.",
                en: "Export the file again from its system; check the separator and the quotes."
            )
        case .missingField, .notANumber, .unknownCode, .countRange, .severityMismatch, .ageRange:
            LocalizedText(
                kk: "Карточканы дереккөзде түзетіп, карантиннен қайта жіберіңіз.",
                ru: "Исправьте карточку в источнике и повторите приём из карантина.",
                en: "Mend the card at its source and retry it from quarantine."
            )
        case .badTime, .futureTime:
            LocalizedText(
                kk: "Құрылғының сағатын және күн пішімін тексеріңіз.",
                ru: "Проверьте часы устройства и формат даты.",
                en: "Check the device's clock and the date format."
            )
        case .timeWithoutZone:
            LocalizedText(
                kk: "Дереккөз профилінде уақыт белдеуін көрсетіңіз.",
                ru: "Укажите часовой пояс в профиле источника.",
                en: "Name the time zone in the source's profile."
            )
        case .timeTwice:
            LocalizedText(
                kk: "Уақытқа белдеуді қосыңыз: алғашқысына +06:00, кейінгісіне +05:00 "
                    + "(quarantine fix --rule earlier не later).",
                ru: "Допишите к времени смещение: +06:00 для первого, +05:00 для второго "
                    + "(quarantine fix --rule earlier или later).",
                en: "Write the offset: +06:00 for the first, +05:00 for the second "
                    + "(quarantine fix --rule earlier or later)."
            )
        case .unknownRecord:
            LocalizedText(
                kk: "Карточка нөмірін тексеріңіз немесе алдымен карточканы қабылдаңыз.",
                ru: "Проверьте номер карточки или сначала примите карточку.",
                en: "Check the card's number, or take the card in first."
            )
        case .coordinateRange, .coordinatesSwapped, .coordinateZero, .coordinateMinutes,
            .coordinateSign, .outsideNetwork, .outsideRegion:
            LocalizedText(
                kk: "Ұсынылған түзетуді тексеріп, растаңыз немесе орынды қолмен енгізіңіз.",
                ru: "Проверьте предложенную правку и подтвердите её или введите место вручную.",
                en: "Check and confirm the proposed repair, or enter the place by hand."
            )
        case .speedRange:
            LocalizedText(
                kk: "Өлшем бірлігін және құрылғының тексеру куәлігін қараңыз.",
                ru: "Проверьте единицу измерения и поверку прибора.",
                en: "Check the unit and the device's verification."
            )
        case .encoding:
            LocalizedText(
                kk: "Файлды UTF-8 кодтауында сақтаңыз.",
                ru: "Сохраните файл в кодировке UTF-8.",
                en: "Save the file as UTF-8."
            )
        case .malformedRecord, .truncatedRecord:
            LocalizedText(
                kk: "Журналды жад картасынан қайта көшіріңіз; бүтін бөлігі қабылданды.",
                ru: "Скопируйте журнал с карты памяти заново; целая часть принята.",
                en: "Copy the log again from the memory card; the intact part was accepted."
            )
        }
    }
}
