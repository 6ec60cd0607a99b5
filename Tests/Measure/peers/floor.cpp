// The floor: libcurl and simdjson, and no more of the protocol than the fold needs.
//
// usage: floor URL [ORDERS]    see README.md beside this file

#include <curl/curl.h>
#include <simdjson.h>

#include <cmath>
#include <cstdio>
#include <cstring>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace {

struct Item {
  std::string id, name;
  int64_t quantity = 0, cents = 0;
};

struct Order {
  std::string customer, status, submitted_at, assigned_to, tracking, carrier, reason;
  bool has_total = false, has_count = false;
  int64_t total = 0, count = 0;
  std::vector<Item> items;
};

int64_t cents(double amount) { return std::llround(amount * 100); }

class Fold {
 public:
  std::unordered_map<std::string, Order> orders;
  uint64_t events = 0;
  bool is_done = false;

  void apply(std::string_view type, std::string_view data) {
    events++;
    reset();
    read(data);
    if (type == "replay-complete") is_done = true;
    if (order_id_.empty()) return;
    Order &order = orders[std::string(order_id_)];
    if (type == "order-created") {
      order = Order();
      order.items = std::move(items_);
      merge(order, "CREATED");
    } else if (type == "order-item-added") {
      put(order);
    } else if (type == "order-item-removed") {
      remove(order);
    } else if (type == "order-updated") {
      merge(order, "");
    } else if (type == "order-submitted") {
      merge(order, "PENDING");
    } else if (type == "order-shipped") {
      merge(order, "SHIPPED");
    } else if (type == "order-cancelled") {
      merge(order, "CANCELLED");
    }
    if (order.status.empty()) order.status = "CREATED";
  }

 private:
  simdjson::ondemand::parser parser_;
  std::vector<char> padded_;
  std::vector<Item> items_;
  Item item_;
  std::string_view order_id_, customer_, status_, submitted_at_, assigned_to_, tracking_, carrier_, reason_;
  bool has_total_, has_count_;
  int64_t total_, count_;

  void reset() {
    order_id_ = customer_ = status_ = submitted_at_ = assigned_to_ = tracking_ = carrier_ = reason_ = {};
    has_total_ = has_count_ = false;
    items_.clear();
    item_.id.clear();
    item_.name.clear();
    item_.quantity = item_.cents = 0;
  }

  void read(std::string_view data) {
    if (padded_.size() < data.size() + simdjson::SIMDJSON_PADDING)
      padded_.resize(2 * (data.size() + simdjson::SIMDJSON_PADDING));
    std::memcpy(padded_.data(), data.data(), data.size());
    auto document = parser_.iterate(padded_.data(), data.size(), padded_.size());
    for (auto field : document.get_object()) read(field.unescaped_key().value(), field.value().value());
  }

  void read(std::string_view key, simdjson::ondemand::value value) {
    if (key == "orderId") order_id_ = value.get_string();
    else if (key == "customerId") customer_ = value.get_string();
    else if (key == "status") status_ = value.get_string();
    else if (key == "submittedAt") submitted_at_ = value.get_string();
    else if (key == "assignedTo") assigned_to_ = value.get_string();
    else if (key == "trackingNumber") tracking_ = value.get_string();
    else if (key == "carrier") carrier_ = value.get_string();
    else if (key == "reason") reason_ = value.get_string();
    else if (key == "total") { total_ = cents(value.get_double()); has_total_ = true; }
    else if (key == "itemCount") { count_ = value.get_int64(); has_count_ = true; }
    else if (key == "items") read_items(value);
    else read(key, value, item_);
  }

  static void read(std::string_view key, simdjson::ondemand::value value, Item &item) {
    if (key == "itemId") item.id = std::string_view(value.get_string());
    else if (key == "name") item.name = std::string_view(value.get_string());
    else if (key == "quantity") item.quantity = value.get_int64();
    else if (key == "price") item.cents = cents(value.get_double());
  }

  void read_items(simdjson::ondemand::value value) {
    for (auto element : value.get_array()) {
      items_.emplace_back();
      for (auto field : element.get_object()) read(field.unescaped_key().value(), field.value().value(), items_.back());
    }
  }

  static void assign(std::string &to, std::string_view value) {
    if (value.data()) to = value;
  }

  void merge(Order &order, std::string_view status) {
    assign(order.customer, customer_);
    assign(order.status, status_.data() ? status_ : status.empty() ? std::string_view() : status);
    assign(order.submitted_at, submitted_at_);
    assign(order.assigned_to, assigned_to_);
    assign(order.tracking, tracking_);
    assign(order.carrier, carrier_);
    assign(order.reason, reason_);
    if (has_total_) { order.has_total = true; order.total = total_; }
    if (has_count_) { order.has_count = true; order.count = count_; }
  }

  void put(Order &order) {
    for (Item &item : order.items)
      if (item.id == item_.id) {
        item = item_;
        return;
      }
    order.items.push_back(item_);
  }

  void remove(Order &order) {
    for (size_t index = 0; index < order.items.size(); index++)
      if (order.items[index].id == item_.id) {
        order.items.erase(order.items.begin() + index);
        return;
      }
  }
};

class Stream {
 public:
  Fold fold;

  // libcurl's chunk: lines of it are read where they are, an unfinished one is carried over.
  size_t consume(const char *bytes, size_t count) {
    const char *end = bytes + count;
    while (bytes < end) {
      const char *feed = static_cast<const char *>(std::memchr(bytes, '\n', end - bytes));
      if (!feed) {
        rest_.append(bytes, end);
        break;
      }
      if (rest_.empty()) {
        line(std::string_view(bytes, feed - bytes));
      } else {
        rest_.append(bytes, feed);
        line(rest_);
        rest_.clear();
      }
      bytes = feed + 1;
      if (fold.is_done) return 0;
    }
    return count;
  }

 private:
  std::string rest_, type_, data_;

  void line(std::string_view line) {
    if (line.empty()) {
      if (!data_.empty()) fold.apply(type_, data_);
      type_.clear();
      data_.clear();
    } else if (line.substr(0, 6) == "data: ") {
      if (!data_.empty()) data_ += '\n';
      data_ += line.substr(6);
    } else if (line.substr(0, 7) == "event: ") {
      type_ = line.substr(7);
    }
  }
};

size_t receive(char *bytes, size_t, size_t count, void *stream) {
  return static_cast<Stream *>(stream)->consume(bytes, count);
}

void summarize(const Fold &fold) {
  int64_t items = 0, lines = 0, totals = 0;
  std::unordered_map<std::string, uint64_t> statuses;
  for (auto &[id, order] : fold.orders) {
    statuses[order.status]++;
    totals += order.total;
    items += order.items.size();
    for (auto &item : order.items) lines += item.quantity * item.cents;
  }
  std::printf("{\"events\":%llu,\"orders\":%zu,\"items\":%lld,\"lines\":%lld,\"totals\":%lld",
              (unsigned long long)fold.events, fold.orders.size(), (long long)items, (long long)lines,
              (long long)totals);
  for (auto &[status, count] : statuses) std::printf(",\"%s\":%llu", status.c_str(), (unsigned long long)count);
  std::printf("}\n");
  std::fflush(stdout);
}

void write(const Fold &fold, const char *path) {
  FILE *file = std::fopen(path, "w");
  if (!file) std::exit(1);
  for (auto &[id, order] : fold.orders) {
    std::fprintf(file, "%s\t%s\t%s\t", id.c_str(), order.customer.c_str(), order.status.c_str());
    if (order.has_total) std::fprintf(file, "%lld", (long long)order.total);
    std::fputc('\t', file);
    if (order.has_count) std::fprintf(file, "%lld", (long long)order.count);
    std::fprintf(file, "\t%s\t%s\t%s\t%s\t%s\t", order.submitted_at.c_str(), order.assigned_to.c_str(),
                 order.tracking.c_str(), order.carrier.c_str(), order.reason.c_str());
    const char *separator = "";
    for (auto &item : order.items) {
      std::fprintf(file, "%s%s:%s:%lld:%lld", separator, item.id.c_str(), item.name.c_str(), (long long)item.quantity,
                   (long long)item.cents);
      separator = "|";
    }
    std::fputc('\n', file);
  }
  std::fclose(file);
}

}  // namespace

int main(int count, char **arguments) {
  if (count < 2) return 64;
  Stream stream;
  CURL *curl = curl_easy_init();
  curl_easy_setopt(curl, CURLOPT_URL, arguments[1]);
  curl_easy_setopt(curl, CURLOPT_BUFFERSIZE, 256L * 1024);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, receive);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &stream);
  curl_easy_perform(curl);
  if (!stream.fold.is_done) {
    std::fprintf(stderr, "the stream broke off\n");
    return 1;
  }
  std::printf("done\n");
  std::fflush(stdout);
  summarize(stream.fold);
  if (count > 2) write(stream.fold, arguments[2]);
  while (std::getchar() != EOF) {
  }
  return 0;
}
