extension RejectPhrases {
    /// What readers of flight logs say about times and starts.
    static let flightTimes: [(en: String, ru: String, kk: String)] = [
        (
            "The file holds % recordings one after another.",
            "В файле записей подряд: %.",
            "Файлда бірінен кейін бірі тұрған жазба: %."
        ),
        (
            "The file holds % starts of the vehicle; this is number %.",
            "В файле запусков аппарата: %; это запуск %.",
            "Файлда аппараттың іске қосылуы: %; бұл – %-і."
        ),
        (
            "The file holds several starts of vehicles; this is number %.",
            "В файле несколько запусков аппаратов; это запуск %.",
            "Файлда аппараттар бірнеше рет іске қосылған; бұл – %-і."
        ),
        (
            "The vehicle was started % times; this is number %.",
            "Аппарат запускали % раз; это запуск %.",
            "Аппарат % рет іске қосылған; бұл – %-і."
        ),
        (
            "The file holds tracks of % road users seen from above; each stands as a flight "
                + "of its own. Times have no zone.",
            "В файле треки участников движения, снятых сверху: %; каждый – отдельный вылет. "
                + "Пояс времени не указан.",
            "Файлда жоғарыдан түсірілген жол қозғалысына қатысушылардың тректері: %; "
                + "әрқайсысы бөлек ұшу. Уақыт белдеуі жоқ."
        ),
        (
            "The table gives places of % road users in pixels or in a plane of its own, not "
                + "on Earth; its rows are exported with --raw.",
            "Таблица даёт места участников движения (%) в пикселях или своей плоскости, не "
                + "на Земле; её строки выгружает --raw.",
            "Кесте қатысушылардың (%) орнын пиксельмен не өз жазықтығында береді, Жерде "
                + "емес; жолдарын --raw шығарады."
        ),
        (
            "The log holds no UTC: its times count from the vehicle's start only.",
            "UTC в журнале нет: время отсчитано только от запуска аппарата.",
            "Журналда UTC жоқ: уақыт тек аппарат іске қосылғаннан есептелген."
        ),
        (
            "The log holds no UTC: its times count from its start only.",
            "UTC в журнале нет: время отсчитано только от его начала.",
            "Журналда UTC жоқ: уақыт тек журнал басынан есептелген."
        ),
        (
            "The video holds no UTC: its times count from its start only.",
            "UTC в видео нет: время отсчитано только от его начала.",
            "Видеода UTC жоқ: уақыт тек видео басынан есептелген."
        ),
        (
            "The video holds no UTC: its times count from its start only; the camera's clock "
                + "showed %, in UTC or local time.",
            "UTC в видео нет: время отсчитано только от его начала; часы камеры показывали "
                + "%, UTC или местное.",
            "Видеода UTC жоқ: уақыт тек видео басынан есептелген; камера сағаты % көрсеткен, "
                + "UTC не жергілікті уақыт."
        ),
        (
            "The vehicle sent no UTC: the ground station's clock is used instead.",
            "Аппарат не передавал UTC: взяты часы наземной станции.",
            "Аппарат UTC жібермеген: жер станциясының сағаты алынды."
        ),
        (
            "The ground station's clock was % s ahead of the vehicle's UTC.",
            "Часы наземной станции спешили против UTC аппарата на % с.",
            "Жер станциясының сағаты аппарат UTC-інен % с озық болған."
        ),
        (
            "The ground station's clock was % s behind the vehicle's UTC.",
            "Часы наземной станции отставали от UTC аппарата на % с.",
            "Жер станциясының сағаты аппарат UTC-інен % с кейін болған."
        ),
        (
            "% of the vehicle's % packets never reached the log.",
            "Не дошли до журнала пакеты аппарата: % из %.",
            "Журналға жетпеген аппарат пакеті: % (барлығы %)."
        ),
        (
            "% packets are of messages that Jol does not know.",
            "Пакетов с сообщениями, которых Jol не знает: %.",
            "Jol білмейтін хабарлама пакеті: %."
        ),
        (
            "% times of the % differ from the others by over 0.5 s.",
            "Показаний времени, что отличаются от прочих более чем на 0,5 с: % (источник: "
                + "%).",
            "Қалғандарынан 0,5 с-тан артық ауытқыған уақыт: % (көзі: %)."
        ),
        (
            "receiver",
            "приёмник",
            "қабылдағыш"
        ),
        (
            "vehicle",
            "аппарат",
            "аппарат"
        ),
        (
            "ground station",
            "наземная станция",
            "жер станциясы"
        ),
        (
            "Cues have no time in the video: times are those of the camera's clock, which "
                + "begins at % in an unknown zone; UTC is not known.",
            "У титров нет времени видео: время – по часам камеры, они начинаются с % в "
                + "неизвестном поясе; UTC неизвестно.",
            "Субтитрде видео уақыты жоқ: уақыт камера сағатынан, ол белгісіз белдеуде %-дан "
                + "басталады; UTC белгісіз."
        ),
        (
            "The subtitles hold no date: times count from the start of the video, UTC is not "
                + "known.",
            "В субтитрах нет даты: время отсчитано от начала видео, UTC неизвестно.",
            "Субтитрде күн жоқ: уақыт видео басынан есептелген, UTC белгісіз."
        ),
        (
            "The camera's clock shows % at the start of the video, in an unknown zone; UTC "
                + "is not known.",
            "Часы камеры в начале видео показывают % в неизвестном поясе; UTC неизвестно.",
            "Видео басында камера сағаты белгісіз белдеуде % көрсетеді; UTC белгісіз."
        ),
        (
            "The camera's clock shows % at the start of the video, in an unknown zone; UTC "
                + "is not known. It departs from the video's time by up to % s.",
            "Часы камеры в начале видео показывают % в неизвестном поясе; UTC неизвестно. "
                + "Они расходятся со временем видео до % с.",
            "Видео басында камера сағаты белгісіз белдеуде % көрсетеді; UTC белгісіз. Ол "
                + "видео уақытынан % с-қа дейін ауытқиды."
        ),
        (
            "The camera's clock was not set: UTC is not known.",
            "Часы камеры не были установлены: UTC неизвестно.",
            "Камера сағаты қойылмаған: UTC белгісіз."
        ),
        (
            "The photo holds no time.",
            "В снимке нет времени.",
            "Суретте уақыт жоқ."
        ),
        (
            "The photo's time is the camera's wall clock; its zone is not known.",
            "Время снимка – по часам камеры; их пояс неизвестен.",
            "Сурет уақыты – камера сағатынан; белдеуі белгісіз."
        ),
        (
            "Nothing tells the hour of the first position, so UTC is not known.",
            "Ничто не говорит, в котором часу первая координата, поэтому UTC неизвестно.",
            "Бірінші координаттың сағатын ештеңе айтпайды, сондықтан UTC белгісіз."
        ),
        (
            "The frames carry no UTC: times count from the start that the app noted.",
            "В кадрах нет UTC: время отсчитано от начала, записанного приложением.",
            "Кадрларда UTC жоқ: уақыт қолданба жазған басынан есептелген."
        ),
        (
            "% times of the app were left out: they contradict others.",
            "Пропущено показаний времени приложения: % (противоречат другим).",
            "Қолданба уақыты алынбады: % (басқаларына қайшы)."
        ),
        (
            "The receiver's times differ by up to % s from the video's.",
            "Время приёмника расходится со временем видео до % с.",
            "Қабылдағыш уақыты видео уақытынан % с-қа дейін ауытқиды."
        ),
        (
            "Times go backwards at % moments; file order is kept.",
            "Время идёт назад в % местах; порядок файла сохранён.",
            "Уақыт % жерде кері жүреді; файл реті сақталды."
        ),
        (
            "Times go backwards at % points; file order is kept.",
            "Время идёт назад в % точках; порядок файла сохранён.",
            "Уақыт % нүктеде кері жүреді; файл реті сақталды."
        ),
        (
            "Times have no zone: they begin at % on a clock whose offset from UTC the file "
                + "does not state.",
            "У времени нет пояса: оно начинается с % по часам, чьё смещение от UTC в файле "
                + "не указано.",
            "Уақыттың белдеуі жоқ: %-дан басталады, сағаттың UTC-тен ығысуы файлда "
                + "айтылмаған."
        ),
        (
            "Times begin at %, before satellite positioning: the clock was not set, and UTC "
                + "is not known.",
            "Время начинается с % – до спутниковой навигации: часы не были установлены, UTC "
                + "неизвестно.",
            "Уақыт %-дан, жерсеріктік навигациядан бұрын басталады: сағат қойылмаған, UTC "
                + "белгісіз."
        ),
        (
            "No point has a time: when each was passed is not known, only their order.",
            "Ни у одной точки нет времени: известен только их порядок.",
            "Бірде-бір нүктенің уақыты жоқ: тек реті белгілі."
        ),
        (
            "Only % of % points have a time: when each was passed is not known, only their "
                + "order.",
            "Время есть только у % из % точек: известен лишь их порядок.",
            "Уақыты бар нүкте: % (барлығы %): тек реті белгілі."
        ),
        (
            "No sentence states a date (RMC, ZDA): the first position is of % on an unknown "
                + "day, so UTC is not known.",
            "Ни одна строка не называет даты (RMC, ZDA): первая координата – % неизвестного "
                + "дня, поэтому UTC неизвестно.",
            "Бірде-бір жол күнін айтпайды (RMC, ZDA): бірінші координат белгісіз күнгі % "
                + "уақытынікі, сондықтан UTC белгісіз."
        ),
        (
            "Dates lie before the year 2000: the receiver may have lost count of the weeks, "
                + "each 1,024 of which shift the date by 19.6 years.",
            "Даты раньше 2000 года: приёмник мог сбиться со счёта недель, каждые 1024 "
                + "сдвигают дату на 19,6 года.",
            "Күндер 2000 жылдан бұрын: қабылдағыш апта санынан жаңылған болуы мүмкін, әр "
                + "1024 апта күнді 19,6 жылға жылжытады."
        ),
        (
            "Dates with slashes are read month first, as the 12-hour clock suggests; no date "
                + "in the file tells.",
            "Даты с косой чертой прочитаны месяцем вперёд, как бывает при 12-часовых часах; "
                + "сам файл этого не решает.",
            "Қиғаш сызықты күндер алдымен ай деп оқылды, 12 сағаттық уақыт соны меңзейді; "
                + "файлдың өзі айтпайды."
        ),
        (
            "The UTC column departs from the elapsed time by up to % s.",
            "Столбец UTC расходится с прошедшим временем до % с.",
            "UTC бағаны өткен уақыттан % с-қа дейін ауытқиды."
        ),
        (
            "Times are those of a clock whose zone is not stated; it shows % at zero of the "
                + "flight, and UTC is not known.",
            "Время – по часам без указания пояса; в нуле вылета они показывают %, UTC "
                + "неизвестно.",
            "Уақыт – белдеуі айтылмаған сағаттан; ұшу нөлінде ол % көрсетеді, UTC белгісіз."
        ),
        (
            "The table holds no readable date: times count from its start, UTC is not known.",
            "В таблице нет читаемой даты: время отсчитано от её начала, UTC неизвестно.",
            "Кестеде оқылатын күн жоқ: уақыт басынан есептелген, UTC белгісіз."
        ),
        (
            "The log mixes % aircraft whose positions cannot be told apart.",
            "В журнале смешаны аппараты, чьи координаты не различить: %.",
            "Журналда координаттары ажыратылмайтын аппараттар аралас: %."
        ),
        (
            "% positions state no time.",
            "Координат без времени: %.",
            "Уақытсыз координат: %."
        ),
        (
            "% messages hold no position.",
            "Сообщений без координат: %.",
            "Координатсыз хабарлама: %."
        ),
    ]
}
